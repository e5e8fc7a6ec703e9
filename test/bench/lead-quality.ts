import { measureQuality } from '../cooperation/measure-quality.ts';
import { printTable } from './measure.ts';

/** How well leads answer needs, on the labelled set of `fixtures/cooperation/`, beside equal concepts only and likeness of texts. */
const { engine, equal, text, mistakes, needs, offers, pairs } = measureQuality();
const share = (value: number) => value.toFixed(2);
printTable(
  [`${needs} needs, ${offers} offers, ${pairs} pairs judged`, 'ours', 'equal concepts', 'likeness of texts'],
  (
    [
      ['precision@5, of those given', 'precisionAt5'],
      ['relevant among the first 5, of those possible', 'ofPossibleAt5'],
      ['recall@10', 'recallAt10'],
      ['needs with a relevant offer among the first 5', 'coverage'],
    ] as const
  ).map(([label, key]) => [label, share(engine[key]), share(equal[key]), share(text[key])]),
);
console.log(`\nto read: ${mistakes.join('; ')}`);
