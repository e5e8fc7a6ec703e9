import { readFileSync } from 'node:fs';
import { seededRandom } from '../../fixtures/seeded-random.ts';
import type { Evidence } from '../../server/identity/evidence.ts';
import { matchAll } from '../../server/identity/match.ts';
import { measureQuality, precisionOf, recallOf, wilson } from '../identity/quality.ts';
import { printTable } from './measure.ts';

/**
 * How well records of one thing are found among records of many (fixtures/identity), beside two plain ways, and how long two
 * catalogues of so many invented places take, a third of them in both, each size beside the one before.
 */
export function benchIdentity(sizes: readonly number[] = [5000, 50_000]): void {
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  /** A share with where it lies in 95 of 100 cases. */
  const share = (right: number, all: number, value: number) => {
    const [low, high] = wilson(right, all);
    return `${percent(value)} (${percent(low)} – ${percent(high)})`;
  };
  printTable(
    ['labelled pairs', 'part', 'named', 'right', 'precision (95 %)', 'recall (95 %)'],
    (['held-out', 'tuning'] as const)
      .flatMap(measureQuality)
      .map((quality) => [
        quality.name,
        quality.part,
        String(quality.named),
        `${quality.right} of ${quality.all}`,
        share(quality.right, quality.named, precisionOf(quality)),
        share(quality.right, quality.all, recallOf(quality)),
      ]),
  );
  console.log();
  let before: number | undefined;
  const rows = sizes.map((size) => {
    const { records, twins } = inventCatalogues(size);
    let pairs = 0;
    const started = performance.now();
    const matches = matchAll(records, (compared) => {
      pairs = compared;
    });
    const seconds = (performance.now() - started) / 1000;
    const found = matches.filter(({ a, b }) => twins.has(`${a} ${b}`)).length;
    const growth = before === undefined ? '–' : `${(seconds / before).toFixed(1)} ×`;
    before = seconds;
    const all = size * size;
    return [
      `${size} × ${size}`,
      `${seconds.toFixed(1)} s`,
      growth,
      `${pairs} (${((100 * pairs) / all).toFixed(3)} % of all)`,
      `${found} of ${twins.size}`,
    ];
  });
  printTable(
    ['matching two catalogues', 'time', 'beside the size before', 'pairs compared', 'common places found'],
    rows,
  );
}

/** Two catalogues of `size` places; every third place of one is in the other too, differently written. */
function inventCatalogues(size: number): {
  readonly records: readonly Evidence[];
  readonly twins: ReadonlySet<string>;
} {
  const random = seededRandom(7);
  const towns = readFileSync(new URL('../../fixtures/synthetic-towns.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  const words = towns.flatMap((line) => (line.split(',')[0] ?? '').split(/[\s-]/)).filter((word) => word.length > 3);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const records: Evidence[] = [];
  const twins = new Set<string>();
  const invent = (catalogue: string, index: number): Evidence => {
    const [locality = '', postalCode = '', lon = '0', lat = '0'] = pick(towns).split(',');
    const host = `${pick(words)}-${catalogue}${index}.example`.toLowerCase();
    return {
      iri: `https://${catalogue}.example/${index}`,
      kind: 'place',
      names: [
        `${pick(['La Fabrique', 'L’Atelier', 'Le Quai', 'Fablab', 'Médiathèque', 'La Halle'])} ${pick(words)} ${pick(words)}`,
      ],
      // Towns of 300 have the places of 35,000: they are spread out.
      position: { lon: Number(lon) + random() - 0.5, lat: Number(lat) + random() - 0.5 },
      street: `${1 + Math.floor(random() * 90)} rue ${pick(words)}`,
      postalCode,
      locality,
      sites: random() < 0.6 ? [`https://${host}/`] : [],
      emails: random() < 0.5 ? [`contact@${host}`] : [],
      telephones: random() < 0.5 ? [`02${String(Math.floor(random() * 1e8)).padStart(8, '0')}`] : [],
      siret: [],
      rna: [],
      sameAs: [],
      publisher: catalogue,
    };
  };
  for (let index = 0; index < size; index++) {
    const first = invent('a', index);
    records.push(first);
    if (index % 3 > 0) records.push(invent('b', index));
    else {
      const { lon, lat } = first.position as { lon: number; lat: number };
      const second = {
        ...first,
        iri: `https://b.example/${index}`,
        names: [first.names[0]?.toUpperCase() ?? ''],
        position: { lon: lon + (random() - 0.5) / 500, lat: lat + (random() - 0.5) / 500 },
        telephones: random() < 0.5 ? first.telephones : [],
        publisher: 'b',
      };
      records.push(second);
      twins.add(`${first.iri} ${second.iri}`);
    }
  }
  return { records, twins };
}

if (import.meta.main) benchIdentity(process.argv.length > 2 ? process.argv.slice(2).map(Number) : undefined);
