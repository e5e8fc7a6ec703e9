import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Summary } from '../directory/entity.ts';
import { type Withholding, withhold } from '../rdf/withhold.ts';
import type { Row } from './rows.ts';
import type { Snapshot } from './snapshot.ts';
import { type LicensedGraph, writeSnapshot } from './write-snapshot.ts';

/** Writes a snapshot anew without what the suppression list names; its date and its moment stay. */
export function reviseSnapshot(
  folder: string,
  {
    snapshot,
    withholding,
    rowOf,
    now,
    suppressions,
  }: {
    readonly snapshot: Snapshot;
    readonly withholding: Withholding;
    readonly rowOf: (item: Summary) => Row;
    readonly now: Date;
    /** Which suppression list it is. */
    readonly suppressions: string;
  },
): Promise<Snapshot> {
  const unpacked = (suffix: string) =>
    snapshot.parts.map(({ terms, files }) => {
      const file = files.find(({ name }) => name.endsWith(suffix));
      if (!file) throw new Error(`${snapshot.date} lacks its ${suffix}`);
      return { terms, text: gunzipSync(readFileSync(join(folder, snapshot.date, file.stored))).toString('utf8') };
    });
  const told = unpacked('.jsonl').flatMap(({ text }) =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Summary),
  );
  const licenseBySource = new Map(told.map(({ provenance }) => [provenance.source, provenance.license]));
  const fallback = (terms: string) => snapshot.parts.find((part) => part.terms === terms)?.licenses[0]?.iri;
  const graphs = unpacked('.nq.gz').flatMap(({ terms, text }) =>
    [...graphsIn(text)].flatMap(([url, nquads]): LicensedGraph[] => {
      const kept = withholding.covers(url) ? '' : withhold(nquads, withholding);
      // A document that leads for nothing has no line to tell its licence, and is on its part's terms.
      return kept === '' ? [] : [{ url, nquads: kept, license: licenseBySource.get(url) ?? fallback(terms) }];
    }),
  );
  const sources = new Set(graphs.map(({ url }) => url));
  const entities = told
    .filter(({ iri, provenance }) => !withholding.covers(iri) && sources.has(provenance.source))
    .map((item) => maskTexts(item, withholding));
  const { date, at, attributions } = snapshot;
  const frame = { date, at, attributions, suppressions, revisedAt: now.toISOString() };
  return writeSnapshot(folder, { graphs, entities, rowOf }, { frame });
}

const line = /^(.*) <([^>]*)> \.$/;

/** The statements of each named graph, without its name. */
function graphsIn(nquads: string): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (const text of nquads.split('\n')) {
    const [, triple, graph] = line.exec(text) ?? [];
    if (triple === undefined || graph === undefined) continue;
    const own = found.get(graph);
    if (own) own.push(`${triple} .\n`);
    else found.set(graph, [`${triple} .\n`]);
  }
  return new Map([...found].map(([graph, lines]) => [graph, lines.join('')]));
}

function maskTexts(item: Summary, { mask }: Withholding): Summary {
  const { excerpt, ...rest } = item;
  const masked = excerpt === undefined ? undefined : mask(excerpt);
  return { ...rest, name: mask(item.name) ?? '…', ...(masked === undefined ? {} : { excerpt: masked }) };
}
