import phrases from '../texts/from-afar.json' with { type: 'json' };

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const said = new RegExp(`(?<!\\p{L})(?:${phrases.map(fold).join('|')})(?!\\p{L})`, 'u');
/** The longest word of each, as it is written: most texts have none of them, and need not be folded. */
const hint = new RegExp(
  phrases.map((phrase) => phrase.split(/\s/).sort((a, b) => b.length - a.length)[0]).join('|'),
  'iu',
);

/** Whether a text says that distance does not matter: "à distance", "en ligne", "by phone". */
export function isFromAfar(text: string): boolean {
  return hint.test(text.normalize('NFC')) && said.test(fold(text));
}
