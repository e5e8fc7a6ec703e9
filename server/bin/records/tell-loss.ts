import type { Loss, LossReport } from '../../crosswalk/loss-report.ts';
import { wordsOf } from '../../http/pages/opendata/sources-page.ts';
import type { Language } from '../../rdf/text.ts';

const titles = {
  en: {
    reading: 'read as',
    refused: (count: number, of: number) => `refused: ${count} of ${of} records`,
    row: 'row',
    homeless: 'columns without a home',
    none: 'none',
    ignored: 'columns left out on purpose',
    dropped: 'values dropped',
    guesses: 'values guessed (before → after)',
  },
  fr: {
    reading: 'lu ainsi',
    refused: (count: number, of: number) => `refusées : ${count} lignes sur ${of}`,
    row: 'ligne',
    homeless: 'colonnes sans place',
    none: 'aucune',
    ignored: 'colonnes laissées de côté exprès',
    dropped: 'valeurs laissées',
    guesses: 'valeurs devinées (avant → après)',
  },
} as const;

/** More refusals than this are told by their reasons. */
const mostListed = 50;

/** What a set lost on its way into profiles, in indented lines for a terminal: with the codes of rules, which the guide explains, or in French words. */
export function tellLoss(loss: LossReport, language: Language = 'en'): string[] {
  const t = titles[language];
  const say = (code: string) => (language === 'fr' ? wordsOf(code, 'fr') : code);
  const line = ({ column, count, examples }: Loss, why?: string) =>
    `${column}: ${count}${why ? `, ${why}` : ''}  (${examples.join(' | ')})`;
  const refused = loss.refusals.reduce((sum, { count }) => sum + count, 0);
  return [
    ...section(
      t.reading,
      loss.reading.map((item) => line(item, say(item.rule))),
    ),
    ...section(
      t.refused(refused, loss.records),
      refused > mostListed
        ? loss.refusals.map((item) => line(item, say(item.reason)))
        : loss.refused.map(({ row, id, reason }) => `${t.row} ${row}${id ? ` (${id})` : ''}: ${say(reason)}`),
    ),
    ...section(
      t.homeless,
      loss.homeless.map((item) => line(item)),
      t.none,
    ),
    ...section(
      t.ignored,
      loss.ignored.map((item) => line(item, item.reason[language])),
    ),
    ...section(
      t.dropped,
      loss.dropped.map((item) => line(item, say(item.reason))),
    ),
    ...section(
      t.guesses,
      loss.guesses.map((item) => line(item, say(item.rule))),
    ),
  ];
}

/** A title and its lines below it; without lines nothing, unless the title counts them or `empty` says it. */
export function section(title: string, lines: readonly string[], empty?: string): string[] {
  if (lines.length === 0) return [`  ${title}${empty ? `: ${empty}` : ''}`].slice(empty || /\d/.test(title) ? 0 : 1);
  return [`  ${title}:`, ...lines.map((text) => `    ${text}`)];
}
