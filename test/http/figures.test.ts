import { parseDocument } from 'htmlparser2';
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

  it('says beside each line how much it was at both ends, names every table, and leads to each figure', async () => {
    const page = await (await fetch(`${demo.url}/observatoire`, { headers: { 'accept-language': 'fr' } })).text();
    const rows = await rowsOf('evolution-lieux');
    const lines = page.slice(page.indexOf('id="evolution-lieux"'));
    const ends = lines.slice(0, lines.indexOf('</section>')).match(/line-chart-ends[^>]*>(.*?)<\/p>/)?.[1] ?? '';
    const counts = [...ends.matchAll(/:\s*(\d+)</g)].map(([, count]) => count);
    expect(counts).toEqual([rows[0]?.[1], rows.at(-1)?.[1]]);
    expect(ends).not.toContain('aria-hidden');
    const names = [...page.matchAll(/<table([^>]*)>/g)].map(([, own = '']) => /aria-label="([^"]+)"/.exec(own)?.[1]);
    expect(names).not.toContain(undefined);
    expect(new Set(names).size).toBe(names.length);
    const figures = [...page.matchAll(/<section class="figure" id="([^"]+)"/g)].map(([, key]) => key);
    expect([...page.matchAll(/<a class="chip" href="#([^"]+)"/g)].map(([, key]) => key)).toEqual(figures);
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
  '/lieux?type=fablab',
  '/lieux?type=fablab,coworking&territoire=R84',
  '/besoins?etat=open',
  '/ecosysteme?pratique=repair-cafe',
  '/ecosysteme?reseau=kyosei-archipel',
  `/ecosysteme?acteurs=${encodeURIComponent('http://sofffa.localhost/#lieu http://sofffa.localhost/#asso')}`,
  '/qui-fait-quoi?role=facilitator',
  '/?type=fablab',
];
const figureLink = /<a class="figure-query" href="([^"]+)" rel="nofollow" data-counts="(\w+)" aria-label="([^"]+)"/g;

const text = (part = '') => part.replaceAll('&amp;', '&').replaceAll('&#39;', "'");
const size = (part = '') => Number(part.replaceAll(/\D/g, ''));
const labelled = (html: string, pattern: RegExp) =>
  new Map([...html.matchAll(pattern)].map(([, label, count]) => [text(label), size(count)]));

/** The labels and numbers that a link stands for; `before` is the page up to it. */
function shownBy(counts: string, before: string, after: string): Iterable<readonly [label: string, count: number]> {
  const since = (mark: string) => before.slice(before.lastIndexOf(mark));
  switch (counts) {
    case 'facet':
      return labelled(since('<details class="facet-group"'), /<span>([^<]+)<\/span> <span class="count">([^<]+)</g);
    case 'chips':
      return labelled(since('<ul class="chips"'), /<a class="chip"[^>]*>([^<]+?)\s*<span class="count">([^<]+)</g);
    case 'keys':
      return labelled(since('<ul class="principles">'), /[?&;]mot=([^"&]+)".*?<span class="count">([^<]+)</g);
    case 'column': {
      const head = since('<thead>');
      const column = head.split('<th ').length - 2;
      const rows = after.slice(0, after.indexOf('</table>')).split('<tr').slice(1);
      return rows.map((row) => {
        const label = /<th scope="row">(?:<[^>]+>)*([^<]+)</.exec(row)?.[1];
        const cells = [...row.matchAll(/<td(?: class="number")?>([^<]*)/g)];
        return [text(label), size(cells[column - 1]?.[1])] as const;
      });
    }
    default: {
      const bars = before.slice(
        Math.max(before.lastIndexOf('<table class="bars"'), before.lastIndexOf('<div class="practices-tree">')),
      );
      return new Map([
        ...labelled(bars, /<th scope="row">(?:<a [^>]*>)?([^<]+)(?:<\/a>)?<\/th><td class="number">([^<]+)</g),
        ...labelled(bars, /<a [^>]*>([^<]+)<\/a>\s*<span class="count">([\d\s]+)/g),
      ]);
    }
  }
}

/** What docs/decisions.md lists (2026-11-27): on which pages, in which blocks. */
const unsaid: readonly { readonly on: RegExp; readonly where: RegExp }[] = [
  // Computed on request from all notices; their page leads to those that the graph keeps.
  { on: /./, where: /block-leads/ },
  { on: /\/pistes/, where: /leads-page/ },
  // Words of a search, and opening hours.
  { on: /[?&]q=/, where: /./ },
  { on: /./, where: /^facet-group .*Ouvert/ },
  // The map’s filters are those of the list that it leads to.
  { on: /^\/(\?|$)/, where: /map-facets/ },
  // How near something is.
  { on: /./, where: /^around/ },
  // The service, which is none of the data.
  { on: /^\/(exploitation|registrations)/, where: /./ },
  // An answer stands below its own query.
  { on: /^\/sparql/, where: /results/ },
  // Sentences that lead to the figures below them, and choices that lead to the list that they count.
  { on: /diagnostic/, where: /diagnosis-essential/ },
  { on: /^\/agenda/, where: /lead-kinds/ },
  // Groups and bridges are found by an algorithm over the links, which have their query.
  { on: /^\/ecosysteme/, where: /eco-meaning/ },
];

interface Node {
  readonly type: string;
  readonly name?: string;
  readonly data?: string;
  readonly attribs?: Readonly<Record<string, string>>;
  readonly children?: readonly Node[];
}

const classOf = ({ attribs }: Node) => attribs?.['class'] ?? '';
const wordsOf = (node: Node): string => node.data ?? (node.children ?? []).map(wordsOf).join('');
const holds = (node: Node, test: (one: Node) => boolean): boolean =>
  test(node) || (node.children ?? []).some((child) => holds(child, test));
const isBlock = (node: Node) =>
  ['section', 'aside', 'header', 'table', 'details'].includes(node.name ?? '') ||
  /\b(practices-page|practices-tree|exchange-filters|map-facets|list-page|ecosystem-page)\b/.test(classOf(node));

/** The counts of a page (as this house marks them) whose block has no link to a query, each with its block. */
function countsWithoutQuery(page: string): string[] {
  const gaps: string[] = [];
  const visit = (node: Node, above: readonly Node[]): void => {
    const isCount = /\b(count|total|number)\b/.test(classOf(node)) && /\d/.test(wordsOf(node));
    if (isCount && !above.some((one) => isBlock(one) && holds(one, (inner) => classOf(inner) === 'figure-query'))) {
      const blocks = above.map(classOf).filter(Boolean);
      gaps.push(
        `${blocks.join(' < ')}: ${wordsOf(above[0] ?? node)
          .replaceAll(/\s+/g, ' ')
          .trim()
          .slice(0, 60)}`,
      );
    }
    for (const child of node.children ?? []) visit(child, [node, ...above]);
  };
  visit(parseDocument(page) as unknown as Node, []);
  return gaps;
}

describe('the figures of all pages', () => {
  it('have a link to a query that counts the same', async () => {
    const met = new Map<string, Set<string>>();
    const meet = (counts: string, path: string) => met.set(counts, (met.get(counts) ?? new Set()).add(path));
    for (const path of [...pageTypes, ...others]) {
      const page = await (
        await fetch(demo.url + path, { headers: { accept: 'text/html', 'accept-language': 'fr' } })
      ).text();
      for (const { 0: link, 1: href = '', 2: counts = '', 3: title = '', index } of page.matchAll(figureLink)) {
        const { head, results } = await answerOf(href);
        const where = `${path} ${title} ${href}`;
        if (/^\d+$/.test(counts)) {
          expect(results.bindings.length, where).toBe(Number(counts));
          meet('rows', path);
          continue;
        }
        // The tables of a diagnosis are compared in its own test; here each query is answered.
        if (counts === 'table') {
          expect(head.vars.length, where).toBeGreaterThan(0);
          meet('table', path);
          continue;
        }
        const isNamed = ['name', 'key'].some((name) => head.vars.includes(name)) || head.vars[0] === 'territory';
        // The others are told apart by their keys, above.
        if (!isNamed) continue;
        // Two may have one name.
        const found = Map.groupBy(
          results.bindings.map((row) => ({
            label: (row['name'] ?? row['key'])?.value ?? territoryName(row['territory']?.value.split('/').at(-1) ?? ''),
            count: Number(row['count']?.value),
          })),
          ({ label }) => label,
        );
        // The index of the territories has them after its link.
        const before = path === '/territoires' ? page.slice(0, page.indexOf('list-form')) : page.slice(0, index);
        const shown = [...shownBy(counts, before, page.slice(index + link.length))];
        expect(shown.length, where).toBeGreaterThan(0);
        // What nothing has is a row of the page and none of the answer.
        for (const [label, count] of shown)
          expect(found.get(label)?.map((one) => one.count) ?? [0], `${label}: ${where}`).toContain(count);
        if (shown.some(([, count]) => count > 0)) meet(counts, path);
      }
    }
    const pathsOf = (counts: string) => [...(met.get(counts) ?? [])];
    expect(pathsOf('rows')).toEqual(
      expect.arrayContaining([
        '/',
        '/?type=fablab',
        '/lieux',
        '/lieux?type=fablab,coworking&territoire=R84',
        '/besoins',
        '/reseaux',
        '/cooperations',
        '/ecosysteme',
        '/ecosysteme?pratique=repair-cafe',
        '/qui-fait-quoi',
        '/qui-fait-quoi/environmental-education',
        '/pour/chercheurs',
        '/reseaux/kyosei-archipel',
        '/reseaux/kyosei-archipel/besoins',
        '/territoires/34',
        '/territoires/R84',
        '/pratiques/repair-cafe',
        '/vocab/kinds/coworking',
      ]),
    );
    expect(pathsOf('bars')).toEqual(
      expect.arrayContaining([
        '/observatoire',
        '/territoires',
        '/territoires/R84',
        '/pratiques',
        '/pratiques/repair-cafe',
        '/pour/chercheurs',
      ]),
    );
    expect(pathsOf('facet')).toEqual(
      expect.arrayContaining(['/lieux', '/lieux?type=fablab', '/besoins', '/ecosysteme?pratique=repair-cafe']),
    );
    expect(pathsOf('column')).toEqual(
      expect.arrayContaining([
        '/territoires/34',
        '/territoires/R84',
        '/ecosysteme',
        '/ecosysteme?reseau=kyosei-archipel',
      ]),
    );
    expect(pathsOf('chips')).toEqual(expect.arrayContaining(['/territoires/34', '/qui-fait-quoi']));
    expect(pathsOf('keys')).toEqual(
      expect.arrayContaining([
        '/qui-fait-quoi',
        '/qui-fait-quoi/environmental-education',
        '/qui-fait-quoi?role=facilitator',
      ]),
    );
    expect(pathsOf('table')).toEqual(expect.arrayContaining(['/territoires/R76/diagnostic?avec=R11']));
  });

  it('leave no number that is counted without a query, but those that no query can say', async () => {
    const gaps: string[] = [];
    for (const path of [...pageTypes, ...others, '/lieux/sofffa/pistes', '/territoires/34/pistes']) {
      const page = await fetch(demo.url + path, { headers: { accept: 'text/html', 'accept-language': 'fr' } });
      for (const gap of countsWithoutQuery(await page.text()))
        if (!unsaid.some(({ on, where }) => on.test(path) && where.test(gap))) gaps.push(`${path} ${gap}`);
    }
    expect(gaps).toEqual([]);
  });

  it('are told to be none of the data where they are of the service', async () => {
    const page = await (await fetch(`${demo.url}/exploitation`, { headers: { accept: 'text/html' } })).text();
    expect(page).not.toContain('figure-query');
    expect(page).toMatch(/ne font pas partie des données ouvertes|not part of the open data/);
  });

  it('are led to from the map as well, whose panel is written in the browser', async () => {
    const answer = await fetch(`${demo.url}/requete/lieux?type=fablab`, {
      headers: { accept: 'application/sparql-results+json' },
    });
    const { results } = (await answer.json()) as Answer;
    const { total } = (await (await fetch(`${demo.url}/api/places?kind=fablab&size=1`)).json()) as { total: number };
    expect([results.bindings.length, total > 0]).toEqual([total, true]);
    const unsaid = await fetch(`${demo.url}/requete/lieux?q=atelier`);
    expect([unsaid.status, (await unsaid.json()) as object]).toMatchObject([400, { parameter: 'q' }]);
  });
});
