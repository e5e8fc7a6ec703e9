import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import formats from '../../../server/crosswalk/out/formats.json' with { type: 'json' };
import licenses from '../../../server/opendata/licenses.json' with { type: 'json' };
import { select } from '../../observatory.ts';
import { readTurtle } from '../../ontology/read-turtle.ts';
import { pageTypes } from '../everyone/page-types.ts';
import { drawn, visiting } from '../open-page.ts';
import { ownTexts } from './known-texts.ts';
import { learn, type Telling } from './tell-apart.ts';

const demo = visiting({ webGl: false });
const telling = {} as Record<'fr' | 'en', Telling>;

beforeAll(async () => {
  const said = await select(
    demo.site.observatory,
    'SELECT DISTINCT ?text WHERE { ?s ?p ?text FILTER(isLiteral(?text)) }',
  );
  const data = said.map(({ text = '' }) => text);
  // What stays as it is in both languages.
  const proper = [
    ...['Obsidienne', 'English', 'Français', 'GeoNames', 'MapSVG', 'Natural Earth', 'INSEE', 'CC BY'],
    ...['RDF', 'JSON', 'JSON-LD', 'GeoJSON', 'CSV', 'TSV', 'XML', 'WKT', 'Turtle', 'N-Quads', 'SPARQL', 'VoID'],
    ...[
      'SHA',
      'RDFC',
      'data set',
      'jeu de données',
      ...licenses.map(({ name }) => name),
      ...formats.map(({ title }) => title),
    ],
    // What a page was asked for, and what a parser says in its own words.
    'introuvable-zzz',
    "L'Atelier",
    ...['s', 'km', 'm', 'kB', 'MB', 'France'],
    // Names of schemes and terms, for those who write profiles by hand.
    ...readTurtle('ontology/obsidienne.ttl').map(({ subject }) => subject.value.replace(/^.*#/, '')),
    ...readdirSync(new URL('../../../ontology/schemes/', import.meta.url)).map((file) => file.replace('.ttl', '')),
  ];
  for (const language of ['fr', 'en'] as const) telling[language] = learn([...ownTexts(language), ...data, ...proper]);
});

/** Beside the types of pages: what the map shows when it is asked to. */
const views = [
  ...pageTypes,
  '/?couche=besoins-offres&liens=departements',
  '/?couche=evenements&lieu=sofffa',
  '/?couche=pratiques&objet=repair-cafe',
  '/?couche=departements',
  '/embed',
  '/embed?vue=liste',
];

/** Every text of a page, shown or told to those who hear it, but for what says itself to be in another language or in code. */
function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const left = 'script, style, code, pre, kbd, samp, textarea, svg, noscript, [lang]:not(html)';
    const found: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest(left)) found.push(node.textContent ?? '');
    for (const element of document.body.querySelectorAll('*'))
      if (!element.closest(left))
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description'])
          found.push(element.getAttribute(name) ?? '');
    return [...new Set(found.map((text) => text.trim()).filter(Boolean))];
  });
}

/** Paths of the site that a page links to, those of one type by the same shape: `/lieux/*`. */
const linked = new Map<string, string>();
const shapeOf = (path: string) => {
  const [first = '', second, ...rest] = path
    .replace(/\?.*|\/\d+\.\d+\.\d+$/, '')
    .split('/')
    .slice(1);
  const further = rest.map((part) => (part === 'liens' || part === 'versions' ? part : '*'));
  // What hangs on an entity looks the same for all sections.
  const start = further.length > 0 && first !== 'vocab' ? '/*' : `/${first}`;
  return [start, ...(second === undefined ? [] : ['*']), ...further].join('/');
};

async function followLinks(page: Page): Promise<void> {
  const paths = await page
    .locator('a[href]')
    .evaluateAll((all) =>
      (all as HTMLAnchorElement[]).filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
    );
  for (const path of paths) if (!linked.has(shapeOf(path))) linked.set(shapeOf(path), path);
}

describe.each(['fr', 'en'] as const)('a reader of %s', (language) => {
  it.each(views)('meets no word of another language but in what places say: %s', async (path) => {
    const address = new URL(path, demo.site.url);
    address.searchParams.set('lang', language);
    const page = await demo.open(address.href);
    await drawn(page);
    const strange = (await textsOf(page)).filter((text) => telling[language].strange(text) !== '');
    expect(strange.map((text) => `${telling[language].strange(text)} | ${text.slice(0, 200)}`)).toEqual([]);
    await followLinks(page);
    await page.context().close();
  });
});

describe('the pages that others link to', () => {
  it('are of a type that all readers are thought of: new ones are listed in page-types.ts', async () => {
    const listed = new Set(views.map((path) => shapeOf(path)));
    const unlisted: string[] = [];
    for (const [shape, path] of linked) {
      if (listed.has(shape)) continue;
      const answer = await fetch(demo.site.url + path, { headers: { accept: 'text/html' }, redirect: 'manual' });
      if (answer.status === 200 && answer.headers.get('content-type')?.startsWith('text/html'))
        unlisted.push(`${shape}, as ${path}`);
      await answer.body?.cancel();
    }
    expect(linked.size).toBeGreaterThan(20);
    expect(unlisted).toEqual([]);
  });
});

describe('a text', () => {
  it('is strange where nobody said it in that language, in whole, in its end, or beside a name', () => {
    const { fr, en } = telling;
    expect(en.strange('Read 3 days ago on sofffa.localhost')).toBe('');
    expect(en.strange('Chercher un lieu')).not.toBe('');
    expect(en.strange('SOFFFA 1er · Lieu culturel')).toBe('lieu culturel');
    expect(fr.strange('Lieu culturel · SOFFFA 1er')).toBe('');
    expect(fr.strange('Read on this site')).not.toBe('');
    expect(fr.strange('il y a 3 jours')).toBe('');
  });
});
