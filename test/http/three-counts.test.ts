import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { syntheticSites } from '../../fixtures/synthetic.ts';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import type { EntityType, Facet, FacetName, Filter, Page } from '../../server/directory/entity.ts';
import { entityTypes } from '../../server/directory/entity.ts';
import { pageName } from '../../server/http/lists/list-parameters.ts';
import { createListSparql } from '../../server/http/lists/list-sparql.ts';
import { sectionOf, sections } from '../../server/http/sections.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';
import type { ServedAlone } from '../served.ts';
import { serveDemo } from '../served.ts';

/** What a value of a facet is counted as: on the facet, by the list, and by the list's query; undefined where a query cannot say it. */
interface Counts {
  readonly type: EntityType;
  readonly facet: string;
  readonly key: string;
  readonly onFacet: number;
  readonly inList: number;
  readonly inQuery: number | undefined;
}

function differing(counts: readonly Counts[]): Counts[] {
  return counts.filter(({ onFacet, inList, inQuery }) => onFacet !== inList || (inQuery ?? inList) !== inList);
}

const facetsOf = (page: Page): [FacetName, Facet][] =>
  Object.entries(page.facets).flatMap(([name, values]) =>
    values.map((value): [FacetName, Facet] => [name as FacetName, value]),
  );

describe('on the demonstration', () => {
  let demo: ServedAlone;
  beforeAll(async () => {
    demo = await serveDemo();
    await demo.observatory.graph.settled();
  });
  afterAll(() => demo.stop());

  const json = async (path: string) => (await fetch(demo.url + path)).json();
  const shownTotal = (html: string) =>
    Number((/class="total"[^>]*>([\d\s\u202f]+)/.exec(html)?.[1] ?? '').replace(/\D/g, ''));

  it.each(sections.map(({ type }) => type))(
    'every value of every facet of the list of %ss counts the same on the facet, in the API, on the page and in SPARQL',
    async (type) => {
      const section = sectionOf(type);
      const whole: Page = await json(`/api/${section.api}`);
      const found: Counts[] = [];
      const values: [string, Pick<Facet, 'key' | 'iri' | 'count'>][] = [['', { key: '', iri: '', count: whole.total }]];
      // Of the values that nothing has, the first two of each facet stand for the others.
      for (const facet of Object.entries(whole.facets))
        values.push(
          ...facet[1]
            .filter(({ count }, at, all) => count > 0 || all[at - 2]?.count !== 0)
            .map((one): (typeof values)[number] => [facet[0], one]),
        );
      const countOne = async ([name, { key, iri, count }]: (typeof values)[number]): Promise<Counts> => {
        const value = encodeURIComponent(name === 'network' ? iri : key);
        const page = await (await fetch(`${demo.url}${section.path}?${name && pageName(name)}=${value}`)).text();
        const [, query] = [...page.matchAll(/href="(\/sparql\?query=[^"]+)"/g)].at(-1) ?? [];
        const address = query?.replaceAll('&amp;', '&');
        const [{ total }, answer] = await Promise.all([
          name ? (json(`/api/${section.api}?${name}=${value}`) as Promise<Page>) : whole,
          address && fetch(demo.url + address, { headers: { accept: 'application/sparql-results+json' } }),
        ]);
        const rows = answer && name !== 'open' ? (await answer.json()).results.bindings.length : undefined;
        if (name !== 'open') expect(rows, `${section.path}?${name}=${value} links to no query`).toBeDefined();
        expect([section.path, name, key, shownTotal(page)]).toEqual([section.path, name, key, total]);
        return { type, facet: name, key, onFacet: count, inList: total, inQuery: rows };
      };
      for (let at = 0; at < values.length; at += 8)
        found.push(...(await Promise.all(values.slice(at, at + 8).map(countOne))));
      expect(differing(found)).toEqual([]);
      expect(found.length).toBeGreaterThan(0);
    },
  );
});

describe('on invented places, with what others say of them', () => {
  let scene: Scene;
  const { sites, urls } = syntheticSites(60);
  const vocabulary = readVocabulary();
  beforeAll(async () => {
    const victim = `${urls[0]}#lieu`;
    const extra = [
      // Says of another's place what it is, and makes it a member of its network: the link counts, the kind does not.
      site('voisin.localhost', {
        '/': `<#reseau> a obs:Network ; schema:name "Réseau du voisin" ; schema:member <${victim}> , <http://ailleurs.localhost/#x> .
          <${victim}> a obs:ThirdPlace ; schema:name "Volé" ; obs:kind <https://w3id.org/obsidienne/kinds/food-growing-place> .`,
      }),
      // In the words of another vocabulary, as a member of a network that nobody knows.
      site('pair.localhost', {
        '/': `@prefix pair: <http://virtual-assembly.org/ontologies/pair#> . <> foaf:primaryTopic <#lieu> .
          <#lieu> a pair:PhysicalPlace ; pair:label "Lieu en PAIR" ; obs:kind kinds:coworking ; pair:partOf <http://inconnu.localhost/#reseau> ; pair:needs <#besoin> .
          <#besoin> a schema:Demand ; schema:name "Un fourgon" ; obs:resource <https://w3id.org/obsidienne/resources/van> .`,
      }),
      // Needs that no longer stand, and one that stands until the end of a month.
      site('besoins.localhost', {
        '/': `${placeTurtle('Lieu qui cherche', 'schema:seeks <#passe> , <#satisfait> , <#mois> ;')}
          <#passe> a schema:Demand ; schema:name "Passé" ; obs:resource <https://w3id.org/obsidienne/resources/van> ; schema:validThrough "2025-12-31" .
          <#satisfait> a schema:Demand ; schema:name "Satisfait" ; obs:resource <https://w3id.org/obsidienne/resources/van> ; obs:exchangeState <https://w3id.org/obsidienne/exchange-states/met> .
          <#mois> a schema:Demand ; schema:name "Ce mois" ; obs:resource <https://w3id.org/obsidienne/resources/meeting-room> ; schema:validThrough "2026-01" .`,
      }),
      // Two pages of one site about one place: the one that it leads to is believed.
      site('double.localhost', {
        '/lieu': placeTurtle('Nom juste').replaceAll('<#lieu>', '<http://double.localhost/lieu#lieu>'),
        '/liste': `<http://double.localhost/lieu#lieu> a obs:ThirdPlace ; schema:name "Ancien" ; obs:kind <https://w3id.org/obsidienne/kinds/fablab> .`,
      }),
    ];
    scene = await openScene([...sites, ...extra]);
    for (const url of [
      ...urls,
      'http://voisin.localhost/',
      'http://pair.localhost/',
      'http://besoins.localhost/',
      'http://double.localhost/lieu',
      'http://double.localhost/liste',
    ])
      scene.observatory.register(url, 'test');
    await scene.observatory.round();
  });
  afterAll(() => scene.close());

  const one = { page: 1, size: 1, language: 'fr' } as const;
  const listSparql = createListSparql({
    ontology: vocabulary,
    concepts: (scheme) => scene.observatory.directory.concepts(scheme),
    networkIri: (key) => scene.observatory.directory.entity('network', key, 'fr')?.iri,
  });

  async function countAll(now: Date): Promise<Counts[]> {
    const { directory } = scene.observatory;
    const found: Counts[] = [];
    for (const type of entityTypes)
      for (const [name, { key, count }] of facetsOf(directory.list({ type }, one))) {
        const filter = { type, [name]: [key] } as Filter;
        const { query, unsaid } = listSparql(filter, now);
        const inQuery = unsaid.length > 0 ? undefined : (await select(scene.observatory, query)).length;
        found.push({ type, facet: name, key, onFacet: count, inList: directory.list(filter, one).total, inQuery });
      }
    return found;
  }

  it('every value of every facet counts the same, and again once a month has passed', async () => {
    const before = await countAll(new Date('2026-01-01T00:00:00Z'));
    expect(differing(before)).toEqual([]);
    const count = (counts: readonly Counts[], facet: string, key: string) =>
      counts.find((one) => one.type === 'place' && one.facet === facet && one.key === key)?.inList;
    expect(before.filter(({ onFacet }) => onFacet > 0).length).toBeGreaterThan(80);
    expect(count(before, 'kind', 'food-growing-place')).toBe(0);
    expect(count(before, 'need', 'meeting-room')).toBeGreaterThan(0);
    scene.later(31 * 24 * 60 * 60 * 1000);
    const after = await countAll(new Date('2026-02-01T00:00:00Z'));
    expect(differing(after)).toEqual([]);
    expect(count(after, 'need', 'meeting-room')).toBe((count(before, 'need', 'meeting-room') ?? 0) - 1);
    expect(count(after, 'freshness', 'older')).toBe(
      after.find(({ facet }) => facet === 'freshness') &&
        scene.observatory.directory.list({ type: 'place' }, one).total,
    );
  });

  it('several facets at once count the same too', async () => {
    for (const filter of [
      { type: 'place', kind: ['coworking', 'fablab'], practice: ['repair-cafe', 'ecological'], freshness: ['older'] },
      { type: 'place', need: ['van'], audience: ['everyone', 'residents'] },
      { type: 'place', territory: ['R53', '75'], status: ['open'] },
      { type: 'organization', legalForm: ['association'], freshness: ['week', 'month', 'older'] },
    ] as const satisfies Filter[]) {
      const { query } = listSparql(filter, new Date('2026-02-01T00:00:00Z'));
      expect([filter, (await select(scene.observatory, query)).length]).toEqual([
        filter,
        scene.observatory.directory.list(filter, one).total,
      ]);
    }
  });

  it('a document that goes takes its leads and links along, and the one that leads now is followed', async () => {
    await scene.serve([
      site('double.localhost', {
        '/liste': `<http://double.localhost/lieu#lieu> a obs:ThirdPlace ; schema:name "Ancien" ; obs:kind <https://w3id.org/obsidienne/kinds/fablab> .`,
        '/lieu': { status: 410, body: '', mediaType: 'text/plain' },
      }),
      site('voisin.localhost', { '/': `<#reseau> a obs:Network ; schema:name "Réseau du voisin" .` }),
    ]);
    await scene.observatory.round();
    expect(differing(await countAll(new Date('2026-02-01T00:00:00Z')))).toEqual([]);
  });
});
