import type { Bilingual } from './text.ts';

interface Sentence extends Bilingual {
  /** What a parser says; its group is what it met, `$1` in the words. */
  readonly pattern: RegExp;
}

/** What the parsers of Turtle and JSON say, in plain words. */
const sentences: readonly Sentence[] = [
  {
    pattern: /^Unexpected end of JSON input/,
    fr: 'le texte s’arrête avant la fin',
    en: 'the text stops before its end',
  },
  {
    pattern: /^Undefined prefix "([^"]*)"/,
    fr: 'l’abréviation « $1 » n’est pas déclarée',
    en: 'the prefix “$1” is not declared',
  },
  {
    pattern: /^Expected punctuation to follow (.+)/,
    fr: 'il manque un point, un point-virgule ou une virgule après $1',
    en: 'a dot, a semicolon or a comma is missing after $1',
  },
  {
    pattern: /^Expected entity but got (.+)/,
    fr: 'on attend une adresse ou un mot, et non $1',
    en: 'an address or a word is expected, not $1',
  },
  {
    pattern: /^Expected (?:'[,}\]]' or '[}\]]'|double-quoted property name)/,
    fr: 'il manque une virgule, un guillemet ou une accolade, ou il y en a un de trop',
    en: 'a comma, a quote or a brace is missing, or there is one too many',
  },
  {
    pattern: /^Unexpected token '?(.+?)'?,/,
    fr: 'on ne comprend pas « $1 »',
    en: 'nobody can tell what this means: “$1”',
  },
  {
    pattern: /^Unexpected "?(.+?)"?$/,
    fr: 'on ne comprend pas « $1 »',
    en: 'nobody can tell what this means: “$1”',
  },
  {
    pattern: /^Bad (?:control|escaped) character/,
    fr: 'un caractère ne peut pas être écrit ainsi',
    en: 'a character cannot be written so',
  },
];
const lineWord: Bilingual = { fr: 'ligne', en: 'line' };

/** Says in plain words what a parser says in English; what is not known is kept as it was said. */
export function explainParserError(message: string): Bilingual {
  const line = /\bline (\d+)/.exec(message)?.[1];
  const told = message.replace(/ on line \d+\.?$| in JSON at position \d+.*$/, '');
  const found = sentences.find(({ pattern }) => pattern.test(told));
  if (!found) return { fr: message, en: message };
  const met = (found.pattern.exec(told)?.[1] ?? '').slice(0, 60);
  const say = (language: 'fr' | 'en') =>
    found[language].replace('$1', () => met) + (line ? ` (${lineWord[language]} ${line})` : '');
  return { fr: say('fr'), en: say('en') };
}
