import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import { namedNode, Store } from 'oxigraph';

/** The limit of a start: a bare engine in a fresh process that loads the same graphs and answers one count. */
const startedAt = performance.now() - process.uptime() * 1000;
const db = new DatabaseSync(join(process.argv[2] ?? '', 'obsidienne.sqlite'), { readOnly: true });
const store = new Store();
let bytes = 0;
const shown = db.prepare('SELECT r.url, c.nquads FROM registration r JOIN content c ON c.hash = r.graph_hash');
for (const row of shown.iterate()) {
  const nquads = zstdDecompressSync(row['nquads'] as Uint8Array);
  bytes += nquads.length;
  store.load(nquads.toString('utf8'), {
    format: 'application/n-triples',
    to_graph_name: namedNode(row['url'] as string),
    no_transaction: true,
  });
}
store.query('SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }');
console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1000, bytes }));
