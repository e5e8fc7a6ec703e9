import { DatabaseSync } from 'node:sqlite';
import type { Quad } from '@rdfjs/types';
import { Parser as HtmlParser } from 'htmlparser2';
import jsonld from 'jsonld';
import { DataFactory, Parser, Store } from 'n3';
import * as rdfCanonize from 'rdf-canonize';
import { Validator } from 'shacl-engine';
import { Agent } from 'undici';
import { readContexts, readTurtleFolder, shapesFolder } from '../../server/bin/bundled-data.ts';
import { createContextLoader } from '../../server/rdf/contexts.ts';

/** The libraries of a crawl joined by the shortest code: no guards, no life cycle, no directory, no SPARQL. */
export interface PlainPipeline {
  read(url: string): Promise<void>;
  /** Asks whether it has changed, and notes that it has not. */
  askAgain(url: string): Promise<void>;
  close(): Promise<void>;
}

type Hosts = Readonly<Record<string, { readonly address: string; readonly port: number }>>;

/** Opens the pipeline on a table in memory. */
export function openPlainPipeline(hosts: Hosts): PlainPipeline {
  const agents = new Map<string, Agent>();
  const documentLoader = createContextLoader(readContexts()) as never;
  const validator = new Validator(new Store(readTurtleFolder(shapesFolder)), { factory: DataFactory });
  const db = new DatabaseSync(':memory:');
  db.exec(
    'CREATE TABLE profile (url TEXT PRIMARY KEY, etag TEXT, hash TEXT, nquads TEXT, results INTEGER, read_at TEXT)',
  );
  const insert = db.prepare('INSERT INTO profile VALUES (?, ?, ?, ?, ?, ?)');
  const confirm = db.prepare('UPDATE profile SET read_at = ? WHERE url = ?');
  const etagOf = db.prepare('SELECT etag FROM profile WHERE url = ?');

  async function ask(url: string, headers: Record<string, string>) {
    const { host, hostname, pathname } = new URL(url);
    const { address = '', port = 0 } = hosts[hostname] ?? {};
    const agent = agents.get(host) ?? new Agent({ connections: 1 });
    agents.set(host, agent);
    const response = await agent.request({
      origin: `http://${address}:${port}`,
      path: pathname,
      method: 'GET',
      headers: { host, ...headers },
    });
    return { response, text: await response.body.text() };
  }

  async function parse(text: string, url: string, isPage: boolean): Promise<Quad[]> {
    if (!isPage) return new Parser({ baseIRI: url }).parse(text);
    let data = '';
    let isOpen = false;
    const page = new HtmlParser({
      onopentag: (name) => {
        isOpen = name === 'script';
      },
      ontext: (piece) => {
        if (isOpen) data += piece;
      },
      onclosetag: () => {
        isOpen = false;
      },
    });
    page.end(text);
    const nquads = await jsonld.toRDF(JSON.parse(data), { base: url, documentLoader, format: 'application/n-quads' });
    return new Parser({ format: 'application/n-quads' }).parse(nquads as unknown as string);
  }

  return {
    async read(url) {
      const { response, text } = await ask(url, { accept: 'text/turtle, text/html;q=0.6' });
      const quads = await parse(text, url, String(response.headers['content-type']).startsWith('text/html'));
      const report = await validator.validate({ dataset: new Store(quads) });
      const nquads = await rdfCanonize.canonize(quads, { algorithm: 'RDFC-1.0' });
      const hash = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(nquads))).toString('hex');
      const etag = String(response.headers['etag']);
      insert.run(url, etag, hash, nquads, report.results.length, new Date().toISOString());
    },
    async askAgain(url) {
      const { response } = await ask(url, { 'if-none-match': etagOf.get(url)?.['etag'] as string });
      if (response.statusCode !== 304) throw new Error(`${url}: ${response.statusCode}`);
      confirm.run(new Date().toISOString(), url);
    },
    async close() {
      await Promise.all([...agents.values()].map((agent) => agent.close()));
      db.close();
    },
  };
}
