import { afterEach, describe, expect, it } from 'vitest';
import type { Representation } from '../../../fixtures/small-web.ts';
import type { Report } from '../../../server/validation/report.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, prefixes, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const home = 'http://a.localhost/';
const turtle = (name: string) => ({ body: prefixes + placeTurtle(name), mediaType: 'text/turtle' });
const nothing = { body: '<> a <http://example.org/Thing> .', mediaType: 'text/turtle' };
const inPage = `<script type="application/ld+json">${JSON.stringify({
  '@context': 'https://w3id.org/obsidienne/context.jsonld',
  id: '#lieu',
  type: 'ThirdPlace',
  name: 'Dans la page',
  kind: ['coworking'],
})}</script>`;
const link = (href: string, attributes = 'type="text/turtle"') => `<link rel="alternate" ${attributes} href="${href}">`;
const page = (head: string, header?: string): Representation => ({
  body: `<!doctype html><html lang="fr"><head><title>Atelier</title>${head}</head><body><p>Bonjour</body></html>`,
  mediaType: 'text/html; charset=utf-8',
  ...(header ? { headers: { link: header } } : {}),
});

interface Case {
  readonly pages: Readonly<Record<string, Representation>>;
  /** Whose data were taken. */
  readonly name: string | undefined;
  /** What was asked for after the page, in order. */
  readonly asked: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'takes an answer that is data, whatever it links to': {
    pages: { '/': { ...turtle('Réponse'), headers: { link: '</autre>; rel="describedby"; type="text/turtle"' } } },
    name: 'Réponse',
    asked: [],
  },
  'takes the data of the header before those of the page': {
    pages: {
      '/': page(link('/b') + inPage, '</a>; rel="describedby"; type="text/turtle"'),
      '/a': turtle('En-tête'),
      '/b': turtle('Lien'),
    },
    name: 'En-tête',
    asked: ['/a'],
  },
  'takes the data that a page names before those it holds': {
    pages: { '/': page(link('/b') + inPage), '/b': turtle('Lien') },
    name: 'Lien',
    asked: ['/b'],
  },
  'goes on to the next after one that is not there': {
    pages: { '/': page(link('/a') + link('/b')), '/b': turtle('Deuxième') },
    name: 'Deuxième',
    asked: ['/a', '/b'],
  },
  'goes on after one that describes nothing of ours and one that is broken': {
    pages: {
      '/': page(link('/a') + link('/b') + link('/c')),
      '/a': nothing,
      '/b': { body: '<#a> oops', mediaType: 'text/turtle' },
      '/c': turtle('Troisième'),
    },
    name: 'Troisième',
    asked: ['/a', '/b', '/c'],
  },
  'asks for three at most, then takes what the page holds': {
    pages: {
      '/': page(['/a', '/b', '/c', '/d'].map((path) => link(path)).join('') + inPage),
      '/d': turtle('Quatrième'),
    },
    name: 'Dans la page',
    asked: ['/a', '/b', '/c'],
  },
  'asks for no address twice': {
    pages: {
      '/': page(
        link('/') + link('/#lieu') + link('/a') + link('/a#lieu') + inPage,
        '</>; rel="alternate"; type="text/turtle", </a>; rel="alternate describedby"; type="text/turtle"',
      ),
      '/a': nothing,
    },
    name: 'Dans la page',
    asked: ['/a'],
  },
  'knows data by their extension, and feeds for what they are': {
    pages: {
      '/': page(
        link('/feed', 'type="application/rss+xml"') +
          link('/wp-json/1', 'type="application/json"') +
          link('/lieu.ttl', ''),
      ),
      '/lieu.ttl': turtle('Extension'),
    },
    name: 'Extension',
    asked: ['/lieu.ttl'],
  },
};

async function visit(pages: Readonly<Record<string, Representation>>) {
  scene = await openScene([site('a.localhost', pages)]);
  scene.observatory.register(home, 'test');
  await scene.observatory.round();
  const registration = scene.observatory.registry.findByUrl(home);
  return scene.observatory.registry.report(registration?.id ?? '') as Report | undefined;
}

describe('the data behind a page', () => {
  it.each(Object.entries(cases))('%s', async (_, { pages, name, asked }) => {
    await visit(pages);
    const { items } = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 9, language: 'fr' });
    expect(items.map((item) => item.name)).toEqual([name]);
    expect(scene.requests().map(({ path }) => path)).toEqual(['/', ...asked]);
  });

  it('tell in both languages what was tried when none could be taken', async () => {
    const report = await visit({
      '/': page(link('/a') + link('/b') + inPage),
      '/b': { body: '<#a> oops', mediaType: 'text/turtle' },
    });
    const finding = report?.findings.find(({ rule }) => rule === 'reading/linked-data');
    expect(finding).toMatchObject({ severity: 'warning', value: `${home}a` });
    for (const text of [finding?.message.fr, finding?.message.en]) {
      expect(text).toContain(`${home}a`);
      expect(text).toContain('404');
      expect(text).toContain(`${home}b`);
      expect(text).toMatch(/\((?:ligne|line) 1\)/);
    }
    expect(report?.conforms).toBe(true);
  });
});
