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
};

const folder = new URL('../../fixtures/cooperation/', import.meta.url);

function readTable(name: string): Record<string, string>[] {
  const [head = '', ...lines] = readFileSync(new URL(name, folder), 'utf8').trim().split('\n');
  const columns = head.split('\t');
  return lines.map((line) => Object.fromEntries(line.split('\t').map((value, at) => [columns[at] ?? '', value])));
}

/** The needs, the offers, and what was judged of them by reading. */
export function readLabelledSet() {
  const notices = (name: string) => readTable(name) as unknown as Notice[];
  const judgements = readTable('judgements.tsv').map(
    ({ need = '', offer = '', relevant, why = '' }): Judgement => ({ need, offer, relevant: relevant === '1', why }),
  );
  return { needs: notices('needs.tsv'), offers: notices('offers.tsv'), judgements };
}
