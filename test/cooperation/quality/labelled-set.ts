import { readFileSync } from 'node:fs';

/** A need or an offer of the labelled set, as its holder would publish it. */
export interface Notice {
  readonly id: string;
  readonly town: string;
  /** Key of the scheme of resources; '' where the notice names none. */
  readonly resource: string;
  readonly name: string;
  readonly text: string;
  readonly radiusKm?: string;
}

/** Needs that may be looked at while the ranking is changed, and needs that only say what it is worth. */
export const parts = ['tuning', 'held-out'] as const;
export type Part = (typeof parts)[number];

export type JudgedNeed = Notice & { readonly part: Part };

export interface Judgement {
  readonly need: string;
  readonly offer: string;
  readonly relevant: boolean;
  readonly why: string;
}

/** Where the invented notices are: centres of the communes. */
export const towns: Readonly<Record<string, readonly [lat: number, lon: number]>> = {
  Rennes: [48.1159, -1.6884],
  Vitré: [48.1247, -1.2039],
  Fougères: [48.3533, -1.1937],
  Redon: [47.654, -2.0849],
  Laval: [48.0577, -0.7581],
  Nantes: [47.2316, -1.5483],
  Angers: [47.4819, -0.5629],
  Paris: [48.8626, 2.3361],
  Lyon: [45.758, 4.8351],
  Marseille: [43.2999, 5.3809],
  Crest: [44.7289, 5.0217],
  Die: [44.7536, 5.3703],
  Valence: [44.9333, 4.8917],
  Romans: [45.0464, 5.0517],
  Montélimar: [44.5584, 4.7509],
  Privas: [44.7353, 4.5994],
  Grenoble: [45.1885, 5.7245],
  Gap: [44.5594, 6.0786],
};

const folder = new URL('../../../fixtures/cooperation/', import.meta.url);

function readTable(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, at) => [columns[at] ?? '', value])));
}

/** The needs, the offers, and what was judged of them by reading. */
export function readLabelledSet() {
  const judgements = readTable('judgements.tsv').map(
    ({ need = '', offer = '', relevant, why = '' }): Judgement => ({ need, offer, relevant: relevant === '1', why }),
  );
  return {
    needs: readTable('needs.tsv') as unknown as readonly JudgedNeed[],
    offers: readTable('offers.tsv') as unknown as readonly Notice[],
    judgements,
  };
}
