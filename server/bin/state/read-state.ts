import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { withholdGraphs } from '../../crawl/graph-writer.ts';
import { withListings } from '../../crawl/listing-graphs.ts';
import { shownGraphs } from '../../crawl/visit/graph-changes.ts';
import { withVocabulary } from '../../crawl/vocabulary-graph.ts';
import { loadConcepts } from '../../directory/concepts.ts';
import { createDirectory } from '../../directory/create-directory.ts';
import type { Directory } from '../../directory/directory.ts';
import { entityTypes } from '../../directory/entity.ts';
import { readLicenses } from '../../directory/licenses.ts';
import { createPublisherRules } from '../../fetch/publisher.ts';
import type { GraphChange } from '../../graph/graph.ts';
import { entityPath } from '../../http/sections.ts';
import { createRowOf } from '../../opendata/rows.ts';
import type { SnapshotSource } from '../../opendata/write-snapshot.ts';
import { createAligner } from '../../rdf/align.ts';
import { withhold } from '../../rdf/withhold.ts';
import { writeNTriples } from '../../rdf/write-ntriples.ts';
import { createRegistry } from '../../registry/registry.ts';
import { createSuppressions, type Suppressions } from '../../registry/suppressions.ts';
import { readVocabulary } from '../bundled-data.ts';
import { stateFile } from './open-database.ts';

/** One moment of the state file, read beside the process that writes it. */
export interface ReadState extends SnapshotSource {
  readonly directory: Pick<Directory, 'counts' | 'attributions'>;
  readonly suppressions: Suppressions;
  /** Names the suppression list as it is. */
  readonly suppressionList: string;
  /** What the graph holds, but for what a running observatory computes (leads, identity). */
  dataset(): AsyncIterable<GraphChange>;
  close(): void;
}

export interface ReadStateOptions {
  readonly dataFolder: string;
  readonly sharedHosts: readonly string[];
  /** For the addresses of pages in tables. */
  readonly origin?: string;
}

/** Opens the state file for reading; everything that is read is of the moment of this call. Throws one line when there is none. */
export function readState({ dataFolder, sharedHosts, origin = '' }: ReadStateOptions): ReadState {
  const file = join(dataFolder, stateFile);
  if (!existsSync(file))
    throw new Error(`${dataFolder} holds no observatory yet: start it, or name its folder in OBSIDIENNE_DATA`);
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    return readFrom(db, { sharedHosts, origin });
  } catch (error) {
    db.close();
    // Tables that this code, or these settings, would make anew: that is for the process that may write.
    if ((error as { errcode?: number }).errcode === readOnlyCode)
      throw new Error(
        `${file} was written by another version or with other settings (OBSIDIENNE_ORIGIN, OBSIDIENNE_SHARED_HOSTS): set the same, or start the observatory once`,
        { cause: error },
      );
    throw error;
  }
}

/** SQLITE_READONLY (https://www.sqlite.org/rescode.html#readonly). */
const readOnlyCode = 8;

function readFrom(
  db: DatabaseSync,
  { sharedHosts, origin }: { readonly sharedHosts: readonly string[]; readonly origin: string },
): ReadState {
  db.exec('PRAGMA busy_timeout = 5000; BEGIN');
  const registry = createRegistry(db);
  const suppressions = createSuppressions(db);
  const vocabulary = readVocabulary();
  const concepts = loadConcepts(vocabulary);
  const directory = createDirectory(db, {
    concepts,
    align: createAligner(vocabulary),
    publishers: createPublisherRules(sharedHosts),
  });
  const licenses = readLicenses(db);
  const find = new Map<string, ReturnType<typeof concepts.inScheme>[number]>();
  for (const scheme of ['kinds', 'practices'])
    for (const concept of concepts.inScheme(scheme)) find.set(`${scheme}/${concept.key}`, concept);
  function* graphs() {
    for (const { registration, nquads } of registry.shown()) {
      if (suppressions.covers(registration.url)) continue;
      const kept = suppressions.isActive ? withhold(nquads, suppressions) : nquads;
      if (kept !== '') yield { url: registration.url, nquads: kept, license: licenses.get(registration.id) };
    }
  }
  function* entities() {
    for (const type of entityTypes)
      for (const piece of directory.all({ type }, { sort: 'name', language: 'fr' }).pieces) yield* piece;
  }
  return {
    graphs: graphs(),
    entities: entities(),
    rowOf: createRowOf({
      findConcept: (scheme, key) => find.get(`${scheme}/${key}`),
      language: 'fr',
      pageOf: (item) => origin + entityPath(item),
    }),
    directory,
    suppressions,
    suppressionList: nameOf(suppressions),
    dataset: () =>
      withVocabulary(
        withholdGraphs(withListings(shownGraphs(registry), directory.listings), suppressions),
        writeNTriples(vocabulary),
      ),
    close: () => db.close(),
  };
}

/** The same for equal lists. */
export function nameOf(suppressions: Pick<Suppressions, 'list'>): string {
  const fingerprints = suppressions.list().map(({ fingerprint }) => fingerprint);
  return hash('sha256', fingerprints.sort().join('\n'));
}
