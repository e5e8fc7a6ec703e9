import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { territoryIri, territoryName } from '../../server/directory/territory-names.ts';
import { VOCAB } from '../../server/rdf/terms.ts';
import { pageTypes } from '../map-ui/everyone/page-types.ts';
import { type ServedAlone, serveDemo } from '../served.ts';

let demo: ServedAlone;
beforeAll(async () => {
  demo = await serveDemo();
  await demo.observatory.graph.settled();
});
afterAll(() => demo.stop());

async function rowsOf(key: string): Promise<string[][]> {
  const response = await fetch(`${demo.url}/observatoire/${key}.csv`);
  expect(response.status, key).toBe(200);
  expect(response.headers.get('content-type')).toContain('text/csv');
  const lines = (await response.text()).replace('\uFEFF', '').trim().split('\r\n').slice(1);
  return lines.map((line) => line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/));
}

interface Answer {
  readonly head: { readonly vars: readonly string[] };
  readonly results: { readonly bindings: readonly Record<string, { readonly value: string }>[] };
}

async function answerOf(href: string): Promise<Answer> {
  const answer = await fetch(demo.url + href.replaceAll('&amp;', '&'), {
    headers: { accept: 'application/sparql-results+json' },
  });
  expect(answer.status, href).toBe(200);
  return (await answer.json()) as Answer;
}

/** What the link beside a figure counts, by the end of each IRI. */
async function queried(key: string): Promise<Record<string, number>> {
  const page = await (await fetch(`${demo.url}/observatoire`, { headers: { 'accept-language': 'fr' } })).text();
  const figure = page.slice(page.indexOf(`id="${key}"`));
  const href = /href="(\/sparql\?query=[^"]+)"/.exec(figure.slice(0, figure.indexOf('</section>')))?.[1];
  expect(href, key).toBeDefined();
  const { head, results } = await answerOf(href ?? '');
  const [name = ''] = head.vars;
  return Object.fromEntries(results.bindings.map((row) => [row[name]?.value ?? '', Number(row['count']?.value)]));
}

describe('/observatoire', () => {
  it.each([
    ['total', (key: string) => key],
    ['lieux-par-type', (key: string) => `${VOCAB}kinds/${key}`],
    ['pratiques', (key: string) => `${VOCAB}practices/${key}`],
    ['lieux-par-territoire', territoryIri],
    ['lieux-par-etat', (key: string) => `${VOCAB}operating-statuses/${key}`],
    ['besoins', (key: string) => `${VOCAB}resources/${key}`],
    ['offres', (key: string) => `${VOCAB}resources/${key}`],
    ['ce-que-disent-les-lieux', (key: string) => key],
  ])('counts in %s what the query beside it counts', async (key, nameOf) => {
    const counts = (await rowsOf(key)).filter(([, , count]) => count !== '0');
    expect(counts.length).toBeGreaterThan(0);
    const expected = Object.fromEntries(counts.map(([name = '', , count]) => [nameOf(name), Number(count)]));
    expect(await queried(key)).toEqual(expected);
  });

  it('ends the line of places at the places that are shown', async () => {
    const rows = await rowsOf('evolution-lieux');
    const { total } = (await (await fetch(`${demo.url}/api/places?size=1`)).json()) as { total: number };
    expect(rows.at(-1)?.[1]).toBe(String(total));
    expect(rows.at(-1)?.[2]).toBe(String(total));
    // Its query counts the day that it is asked of, today's here.
    expect((await queried('evolution-lieux'))['place']).toBe(total);
  });

  it('offers every figure of its page as a file, and no other', async () => {
    const page = await (await fetch(`${demo.url}/observatoire`)).text();
    const files = [...page.matchAll(/href="(\/observatoire\/[^"]+\.csv)"/g)].map(([, href = '']) => href);
    expect(files.length).toBeGreaterThan(9);
    for (const file of files) expect((await fetch(demo.url + file)).status, file).toBe(200);
    expect((await fetch(`${demo.url}/observatoire/rien.csv`)).status).toBe(404);
  });
});

/** Pages that show figures beyond those that are one of each type. */
const others = [
  '/territoires/R84',
  '/territoires/69',
  '/reseaux/kyosei-archipel/besoins',
  '/pratiques/composting',
  '/vocab/resources/rooms',
];
const figureLink = /<a class="figure-query" href="([^"]+)" rel="nofollow" data-counts="(\w+)"/g;

/** The bars, or the names with a count, that stand last before a link: label and number. */
function shownBefore(html: string): ReadonlyMap<string, number> {
  const bars = html.slice(
    Math.max(html.lastIndexOf('<table class="bars">'), html.lastIndexOf('<div class="practices-tree">')),
  );
  const rows = bars.matchAll(
    /<th scope="row">(?:<a [^>]*>)?([^<]+)(?:<\/a>)?<\/th><td class="number">([^<]+)<|<a [^>]*>([^<]+)<\/a>\s*<span class="count">([\d\s]+)/g,
  );
  const text = (part = '') => part.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
  const size = (part = '') => Number(part.replaceAll(/\D/g, ''));
  return new Map([...rows].map(([, label, count, chip, chips]) => [text(label ?? chip), size(count ?? chips)]));
}

describe('the figures of all pages', () => {
  it('have a link to a query that counts the same', async () => {
    const met = { counts: new Set<string>(), bars: new Set<string>() };
    for (const path of [...pageTypes, ...others]) {
      const page = await (
        await fetch(demo.url + path, { headers: { accept: 'text/html', 'accept-language': 'fr' } })
      ).text();
      for (const { 1: href = '', 2: counts, index } of page.matchAll(figureLink)) {
        const { head, results } = await answerOf(href);
        if (counts !== 'bars') {
          expect(results.bindings.length, `${path} ${href}`).toBe(Number(counts));
          met.counts.add(path);
          continue;
        }
        const isNamed = head.vars.includes('name') || head.vars[0] === 'territory';
        // The others are told apart by their keys, above.
        if (!isNamed) continue;
        const found = new Map(
          results.bindings.map((row) => [
            row['name']?.value ?? territoryName(row['territory']?.value.split('/').at(-1) ?? ''),
            Number(row['count']?.value),
          ]),
        );
        // The index of the territories has them after its link.
        const shown = shownBefore(
          path === '/territoires' ? page.slice(0, page.indexOf('list-form')) : page.slice(0, index),
        );
        const departements = new Map([...shown].filter(([label]) => path !== '/territoires' || found.has(label)));
        expect(departements.size, `${path} ${href}`).toBeGreaterThan(0);
        for (const [label, count] of departements) expect(found.get(label), `${path} ${label} ${href}`).toBe(count);
        met.bars.add(path);
      }
    }
    expect([...met.counts]).toEqual(
      expect.arrayContaining([
        '/reseaux/kyosei-archipel',
        '/reseaux/kyosei-archipel/besoins',
        '/territoires/34',
        '/territoires/R84',
        '/pratiques/repair-cafe',
        '/vocab/kinds/coworking',
      ]),
    );
    expect([...met.bars]).toEqual(
      expect.arrayContaining([
        '/observatoire',
        '/territoires',
        '/territoires/R84',
        '/pratiques',
        '/pratiques/repair-cafe',
      ]),
    );
  });
});
