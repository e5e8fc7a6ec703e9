import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { owl, VOCAB } from '../../server/rdf/terms.ts';
import { realValidator } from '../validation/real-validator.ts';
import { type Served, serve } from './serve.ts';

let site: Served;
beforeAll(async () => {
  site = await serve();
});
afterAll(() => site.close());

const documents = [
  ['/ns', `${VOCAB}ns`],
  ['/shapes', `${VOCAB}shapes`],
  ['/vocab/kinds', `${VOCAB}kinds`],
  ['/vocab/practices', `${VOCAB}practices`],
] as const;

describe('the vocabulary', () => {
  it.each(
    documents.flatMap(([path, iri]) => [
      [path, iri, 'text/html'],
      [path, iri, 'text/turtle'],
      [path, iri, 'application/ld+json'],
      [path, iri, 'application/n-quads'],
    ]),
  )('at %s, as its version too, speaks of %s as %s', async (path, iri, accept) => {
    for (const address of [path, `${path}/0.1.0`]) {
      const response = await site.get(address, { accept });
      expect(response.status, address).toBe(200);
      expect(response.headers.get('content-type')).toContain(accept);
      expect(response.headers.get('vary')).toContain('Accept');
      expect(response.headers.get('link')).toContain(`<${iri}>; rel="cite-as"`);
      expect((await response.text()).includes(iri), address).toBe(true);
    }
  });

  it.each(documents)('at %s states its version as an address', async (path, iri) => {
    const quads = parseTurtle(await (await site.get(`${path}.ttl`)).text(), 'turtle', iri);
    const said = quads.filter((q) => q.subject.value === iri && q.predicate.equals(owl('versionIRI')));
    expect(said.map(({ object }) => object.value)).toEqual([`${iri}/0.1.0`]);
  });

  it.each(documents)('at %s leads the beginning of a version to all of it, and knows no other', async (path) => {
    const short = await site.get(`${path}/0.1`);
    expect([short.status, short.headers.get('location')]).toEqual([302, `${path}/0.1.0`]);
    expect((await site.get(`${path}/0.1.ttl`)).headers.get('location')).toBe(`${path}/0.1.0.ttl`);
    const turtle = await site.get(`${path}/0.1.0.ttl`, { accept: 'text/html' });
    expect(turtle.headers.get('content-type')).toContain('text/turtle');
    expect((await site.get(`${path}/0.1.0`)).headers.get('link')).toContain(`<${path}>; rel="latest-version"`);
    for (const version of ['0.2', '0.1.1', '1', '0.10'])
      expect((await site.get(`${path}/${version}`)).status, version).toBe(404);
  });

  it('shows examples that hold: every profile on its page passes the rules, and every line is Turtle', async () => {
    const page = await (await site.get('/ns', { accept: 'text/html' })).text();
    const written = [...page.matchAll(/<pre class="example"[^>]*><code>([\s\S]*?)<\/code>/g)].map(([, text = '']) =>
      text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    );
    const documentUrl = 'https://lafabrique.example/fiche';
    const profiles = written.filter((text) => text.startsWith('@prefix'));
    expect(profiles.length).toBeGreaterThan(4);
    for (const profile of profiles) {
      const report = await realValidator().validate(parseTurtle(profile, 'turtle', documentUrl), {
        documentUrl,
        now: new Date(),
      });
      expect(
        report.findings.filter(({ severity }) => severity === 'violation'),
        profile,
      ).toEqual([]);
    }
    const prefixes =
      '@prefix obs: <https://w3id.org/obsidienne/ns#> . @prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .';
    const lines = written.filter((text) => !text.startsWith('@prefix'));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(parseTurtle(`${prefixes} <#x> ${line} .`, 'turtle', documentUrl)).toHaveLength(1);
  });

  it('tells each rule once, where its own address leads, and names terms by their labels', async () => {
    const page = await (await site.get('/shapes', { accept: 'text/html', 'accept-language': 'fr' })).text();
    const told = [...page.matchAll(/class="term-block" id="([^"]+)"/g)].map(([, id = '']) => id);
    expect(told.length).toBeGreaterThan(80);
    expect(new Set(told).size).toBe(told.length);
    const rules = parseTurtle(await (await site.get('/shapes.ttl')).text(), 'turtle', `${VOCAB}shapes`);
    const addresses = new Set(rules.map(({ subject }) => subject.value));
    expect(told.filter((id) => !addresses.has(`${VOCAB}shapes#${id}`))).toEqual([]);
    // What several kinds of profiles have in common is told after them, and each leads there.
    for (const [, target = ''] of page.matchAll(/<a [^>]*href="#([^"]+)"/g)) expect(page).toContain(`id="${target}"`);
    expect(page.indexOf('id="Place"')).toBeLessThan(page.indexOf('id="Cooperation"'));
    expect(page).toMatch(/id="telephone".*?Vaut pour\s:.*?href="#Place"/s);
    const terms = await (await site.get('/ns', { accept: 'text/html', 'accept-language': 'fr' })).text();
    expect(terms).toMatch(/<a class="chip" href="#ThirdPlace" title="obs:ThirdPlace">Tiers-lieu<\/a>/);
  });
});
