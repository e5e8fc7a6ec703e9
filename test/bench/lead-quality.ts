import { rankByEqualConcepts, rankByText } from '../cooperation/quality/baselines.ts';
import { rankByEngine } from '../cooperation/quality/engine.ts';
import { parts, readLabelledSet } from '../cooperation/quality/labelled-set.ts';
import { mistakesOf } from '../cooperation/quality/mistakes.ts';
import { type Quality, rate } from '../cooperation/quality/rate.ts';
import { printTable } from './measure.ts';

/** How well leads answer needs, on the labelled set of `fixtures/cooperation/`, beside equal concepts only and likeness of texts. */
const { offers, judgements, needs } = readLabelledSet();
const rankings = [rankByEngine(), rankByEqualConcepts(), rankByText()] as const;
const share = (value: number) => value.toFixed(2);
const rows: readonly (readonly [string, (quality: Quality) => string])[] = [
  ['precision@5, of those given', (q) => `${share(q.precisionAt5)} (${q.hits} of ${q.given}, ${q.answered} needs)`],
  [
    'precision@5, of five places each',
    (q) => `${share(q.precisionOfFivePlaces)} (at most ${share(q.mostOfFivePlaces)})`,
  ],
  ['found among the first 5, of those possible', (q) => `${share(q.hits / q.possible)} (${q.hits} of ${q.possible})`],
  ['F1@5', (q) => share(q.f1At5)],
  ['nDCG@10', (q) => share(q.ndcgAt10)],
  ['recall@10', (q) => share(q.recallAt10)],
  [
    'coverage: success@5',
    (q) => `${share(q.successAt5)} (${Math.round(q.successAt5 * q.answerable)} of ${q.answerable})`,
  ],
  ['says nothing where nothing fits', (q) => q.rightlySilent.join(' of ')],
];
for (const part of parts) {
  const rated = rankings.map((ranking) => rate(ranking, part));
  const those = new Set(needs.flatMap((need) => (need.part === part ? [need.id] : [])));
  const pairs = judgements.filter(({ need }) => those.has(need)).length;
  printTable(
    [
      `${part}: ${those.size} needs, ${offers.length} offers, ${pairs} pairs`,
      'ours',
      'equal concepts',
      'likeness of texts',
    ],
    rows.map(([label, tell]) => [label, ...rated.map(tell)]),
  );
  console.log('');
}
console.log(`to read, of the tuning part: ${mistakesOf(rankings[0]).join('; ')}`);
