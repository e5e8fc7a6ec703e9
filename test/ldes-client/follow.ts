import { intoConfig, replicateLDES } from 'ldes-client';

/** A change that the client found, as it tells the process that started it. */
export interface Followed {
  readonly id: string;
  readonly at: string;
  readonly versionOf: string;
  /** Its statements, those of its named graph included. */
  readonly quads: readonly { readonly predicate: string; readonly object: string; readonly graph: string }[];
}

const [, , url] = process.argv;
if (!url) throw new Error('usage: node follow.ts URL');
process.once('disconnect', () => process.exit());

const client = replicateLDES(intoConfig({ url, polling: true, pollInterval: 200 }), 'ascending');
client.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
for await (const member of client.stream()) {
  const { id, timestamp, isVersionOf, quads } = member;
  process.send?.({
    id: id.value,
    at: timestamp instanceof Date ? timestamp.toISOString() : String(timestamp),
    versionOf: isVersionOf ?? '',
    quads: quads.map((quad) => ({
      predicate: quad.predicate.value,
      object: quad.object.value,
      graph: quad.graph.value,
    })),
  } satisfies Followed);
}
