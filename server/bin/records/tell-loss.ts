import type { Loss, LossReport } from '../../crosswalk/loss-report.ts';

/** More refusals than this are told by their reasons. */
const mostListed = 50;

/** What a set lost on its way into profiles, in indented lines for a terminal. */
export function tellLoss(loss: LossReport): string[] {
  const line = ({ column, count, examples }: Loss, why?: string) =>
    `${column}: ${count}${why ? `, ${why}` : ''}  (${examples.join(' | ')})`;
  const refused = loss.refusals.reduce((sum, { count }) => sum + count, 0);
  return [
    ...section(
      'read as',
      loss.reading.map((item) => line(item, item.rule)),
    ),
    ...section(
      `refused: ${refused} of ${loss.records} records`,
      refused > mostListed
        ? loss.refusals.map((item) => line(item, item.reason))
        : loss.refused.map(({ row, id, reason }) => `row ${row}${id ? ` (${id})` : ''}: ${reason}`),
    ),
    ...section(
      'columns without a home',
      loss.homeless.map((item) => line(item)),
      'none',
    ),
    ...section(
      'columns left out on purpose',
      loss.ignored.map((item) => line(item, item.reason.en)),
    ),
    ...section(
      'values dropped',
      loss.dropped.map((item) => line(item, item.reason)),
    ),
    ...section(
      'values guessed (before → after)',
      loss.guesses.map((item) => line(item, item.rule)),
    ),
  ];
}

/** A title and its lines below it; without lines nothing, unless the title counts them or `empty` says it. */
export function section(title: string, lines: readonly string[], empty?: string): string[] {
  if (lines.length === 0) return [`  ${title}${empty ? `: ${empty}` : ''}`].slice(empty || /\d/.test(title) ? 0 : 1);
  return [`  ${title}:`, ...lines.map((text) => `    ${text}`)];
}
