import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmbeddedGraph } from '../../server/graph/embedded-graph.ts';
import { sparqlHelp } from '../../server/http/texts/sparql-texts.ts';
import { type ServedAlone, serveDemo } from '../served.ts';
import { serveSparql } from './served-sparql.ts';

const run = promisify(execFile);
const languages = ['fr', 'en'] as const;

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
  await demo.observatory.graph.settled();
});
afterAll(() => demo.stop());

async function help(language: string, at = `${demo.url}/sparql`) {
  const html = await (await fetch(`${at}/aide?lang=${language}`, { headers: { accept: 'text/html' } })).text();
  const unescaped = (text: string) =>
    text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&');
  const code = [...html.matchAll(/<pre[^>]*><code[^>]*>([^<]*)<\/code>/g)].map(([, text = '']) => unescaped(text));
  const runs = [...html.matchAll(/<a href="(\/sparql\?query=[^"]+)#sparql-results"/g)].map(([, href = '']) =>
    unescaped(href),
  );
  return { html, code, runs };
}

describe('the help page', () => {
  it('has the same sections and blocks in both languages', () => {
    const shape = (language: 'fr' | 'en') =>
      sparqlHelp(language).sections.map(({ id, blocks }) => [
        id,
        ...blocks.map(({ text, code, terms, when }) => [
          Boolean(text),
          code?.length,
          terms?.map(({ term }) => term),
          when,
        ]),
      ]);
    expect(shape('en')).toEqual(shape('fr'));
    expect(shape('fr').map(([id]) => id)).toEqual(
      expect.arrayContaining(['lente', 'limites', 'cles', 'programmes', 'etat', 'citer', 'direct', 'service']),
    );
  });

  it.each(languages)('leaves no hole open, and links each query to its answer (%s)', async (language) => {
    const { html, code, runs } = await help(language);
    expect(html).not.toMatch(/\{(?:endpoint|place|service|documents|seconds|today|httpDate)\}/);
    expect(runs.length).toBeGreaterThan(7);
    for (const href of runs) {
      const answer = await fetch(demo.url + href, { headers: { accept: 'text/csv' } });
      const text = await answer.text();
      expect([answer.status, text.trim().split('\n').length > 1], `${href} ${text}`).toEqual([200, true]);
    }
    expect(runs.some((href) => href.includes('live=1'))).toBe(true);
    expect(code.filter((lines) => lines.startsWith('PREFIX')).length).toBeGreaterThan(6);
  });

  it.each(languages)('has lines for a shell that do what they say (%s)', async (language) => {
    const { code } = await help(language);
    const lines = code.flatMap((text) => text.split('\n')).filter((line) => line.startsWith('curl '));
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) {
      const { stdout } = await run('bash', ['-c', line.replace(/^curl /, 'curl -sS --max-time 60 ')]);
      // The key in the text is nobody's.
      if (line.includes('Bearer')) expect(stdout, line).toContain('401');
      else expect(stdout.trim().split(/\r?\n/).length, `${line}\n${stdout}`).toBeGreaterThan(1);
      if (line.includes('-D -')) expect(stdout, line).toMatch(/memento-datetime|obsidienne-asked/i);
      expect(stdout, line).not.toMatch(/"status":(?!401)/);
    }
  });

  const hasPython = (() => {
    try {
      execFileSync('python3', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();
  it.runIf(hasPython)('has a Python program that reads the answer, where there is Python', async () => {
    const { code } = await help('en');
    const program = code.find((text) => text.startsWith('import csv')) ?? '';
    const { stdout } = await run('python3', ['-c', `${program}\nprint(len(places), sorted(places[0]))`]);
    expect(stdout).toMatch(/^[1-9]\d* \['name', 'place'\]/);
  });

  it('tells what this endpoint offers: whom SERVICE may call, and whether profiles are asked live', async () => {
    const graph = createEmbeddedGraph({ load: () => [], replicas: 1 });
    const service = 'https://query.wikidata.example/sparql';
    const open = await serveSparql(graph, { services: [service], live: graph, liveDocuments: 7 });
    const closed = await serveSparql(graph);
    try {
      for (const [language, documents, none, notLive] of [
        ['fr', '7 documents', 'Ici, aucun n’est ouvert', 'n’a pas ouvert ce mode'],
        ['en', '7 documents', 'Here none is open', 'has not opened this mode'],
      ] as const) {
        const offered = await help(language, open.url);
        for (const told of [service, documents]) expect(offered.html).toContain(told);
        for (const told of [none, notLive]) expect(offered.html).not.toContain(told);
        const refused = await help(language, closed.url);
        for (const told of [none, notLive, 'OBSIDIENNE_SPARQL_SERVICES', 'OBSIDIENNE_SPARQL_LIVE'])
          expect(refused.html).toContain(told);
      }
    } finally {
      await open.close();
      await closed.close();
      await graph.close();
    }
  });
});
