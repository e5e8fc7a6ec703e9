import { afterEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, select, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

/** A place of a list: it always conforms; `words` are what it says besides. */
function place(id: number | string, { name = `Lieu ${id}`, words = 0 } = {}): string {
  const said = numbers(0, words).map((i) => `schema:alternateName "${name}, dit ${i}" ;`);
  return `<#${id}> a obs:ThirdPlace ; schema:name "${name}"@fr ; obs:kind kinds:coworking ; ${said.join(' ')}
  schema:address [ schema:addressLocality "Rennes" ; schema:postalCode "35000" ] ;
  schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .\n`;
}

const license = '<> dct:license <https://creativecommons.org/licenses/by/4.0/> .\n';
/** A document that lists places, and whatever else. */
const list = (ids: readonly (number | string)[], more = '') => license + ids.map((id) => place(id)).join('') + more;

/** Without the graph's own processes unless they are asked: they are what a scene costs. */
async function open(pages: Readonly<Record<string, string>>, sparqlReplicas = 0) {
  scene = await openScene([site('a.localhost', pages)], ['a.localhost'], { config: { sparqlReplicas } });
  for (const path of Object.keys(pages)) scene.observatory.register(`http://a.localhost${path}`, 'test');
  await scene.observatory.round();
}

/** What the site says next, read two days later. */
async function change(pages: Parameters<typeof site>[1]) {
  await scene.serve([site('a.localhost', pages)]);
  await visit();
}

/** Everything is read again, whatever pause it had come to. */
async function visit(days = 2) {
  scene.later(days * dayMs);
  for (const { url } of scene.observatory.registry.list({ page: 1, size: 100 }).items)
    scene.observatory.hint(url, 'test');
  await scene.observatory.round();
}

const places = () => scene.observatory.directory.counts().place;
const inGraph = async () =>
  Number(
    (
      await select(scene.observatory, 'SELECT (COUNT(?s) AS ?n) { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> }')
    )[0]?.['n'],
  );
const held = () => scene.observatory.heldChanges.list();
const seen = () => ({ places: places(), held: held().length });
const idOf = (path = '/') => scene.observatory.registry.findByUrl(`http://a.localhost${path}`)?.id ?? '';

/** The operator's word, and the round that follows it. */
async function decide(decision: 'accepted' | 'refused') {
  const now = new Date(scene.observatory.registry.find(idOf())?.lastVisitAt ?? '');
  scene.observatory.heldChanges.decide([idOf()], decision, now);
  await scene.observatory.round();
}

describe('a document that comes back with most of its places gone', () => {
  it('is held until somebody decides: what it said before stays on the map, in the graph and in the register', async () => {
    await open({ '/': list(numbers(0, 50)) }, 1);
    const before = scene.observatory.registry.find(idOf());
    await change({ '/': list(numbers(0, 10)) });
    expect([seen(), await inGraph()]).toEqual([{ places: 50, held: 1 }, 50]);
    expect(held()[0]).toMatchObject({
      publisher: 'a.localhost',
      detail: { fr: expect.stringContaining('40 éléments') },
    });
    const after = scene.observatory.registry.find(idOf());
    expect(after).toMatchObject({
      status: 'listed',
      shown: true,
      graphHash: before?.graphHash,
      sources: before?.sources,
    });
    expect(scene.observatory.registry.visits(idOf(), 1)[0]?.detail.en).toContain('stays published');
    await decide('accepted');
    expect([seen(), await inGraph()]).toEqual([{ places: 10, held: 0 }, 10]);
    await scene.restart();
    expect([seen(), await inGraph()]).toEqual([{ places: 10, held: 0 }, 10]);
  });

  it('is not blessed by being the same at the next visits', async () => {
    await open({ '/': list(numbers(0, 50)) });
    await change({ '/': list(numbers(0, 10)) });
    const [{ at = '' } = {}] = held();
    for (const _day of [1, 2, 3]) await visit();
    expect(seen()).toEqual({ places: 50, held: 1 });
    expect(held()[0]?.at).toBe(at);
  });

  it('is carried out once it is accepted, and counts no more against its publisher', async () => {
    await open({ '/': list(numbers(0, 50)) });
    await change({ '/': list(numbers(0, 10)) });
    await decide('accepted');
    expect(seen()).toEqual({ places: 10, held: 0 });
    await change({ '/': list(numbers(0, 7)) });
    expect(seen()).toEqual({ places: 7, held: 0 });
  });

  it('is carried out also when it changed a little since it was held', async () => {
    await open({ '/': list(numbers(0, 50)) });
    await change({ '/': list(numbers(0, 10)) });
    await scene.serve([site('a.localhost', { '/': list(numbers(0, 10), place('nouveau')) })]);
    await decide('accepted');
    expect(seen()).toEqual({ places: 11, held: 0 });
  });

  it('is held anew when it loses more than what was accepted', async () => {
    await open({ '/': list(numbers(0, 50)) });
    await change({ '/': list(numbers(0, 34)) });
    expect(held()).toHaveLength(0);
    await change({ '/': list(numbers(0, 25)) });
    expect(held()).toHaveLength(1);
    await scene.serve([site('a.localhost', { '/': list([0]) })]);
    await decide('accepted');
    expect(seen()).toEqual({ places: 34, held: 1 });
  });

  it('is asked about again after a refusal, and forgotten when the places come back', async () => {
    await open({ '/': list(numbers(0, 50)) });
    await change({ '/': list(numbers(0, 10)) });
    await decide('refused');
    expect(seen()).toEqual({ places: 50, held: 0 });
    await visit();
    expect(held()).toHaveLength(1);
    await change({ '/': list(numbers(0, 50)) });
    expect(seen()).toEqual({ places: 50, held: 0 });
  });

  it('may lose a third, and is held when it goes on so in the days after', async () => {
    await open({ '/': list(numbers(0, 45)) });
    await change({ '/': list(numbers(0, 31)) });
    expect(seen()).toEqual({ places: 31, held: 0 });
    await change({ '/': list(numbers(0, 25)) });
    expect(seen()).toEqual({ places: 31, held: 1 });
  });

  it('may lose a third again once a week has passed', async () => {
    await open({ '/': list(numbers(0, 45)) });
    await change({ '/': list(numbers(0, 31)) });
    for (const _week of [1, 2]) await visit(8);
    await change({ '/': list(numbers(0, 25)) });
    expect(seen()).toEqual({ places: 25, held: 0 });
  });

  it('may rename them, and say goodbye to people, needs, offers and events as it likes', async () => {
    const more = numbers(0, 6)
      .map((i) => `<#need${i}> a schema:Demand ; schema:name "Besoin ${i}"@fr ; obs:needOf <#0> .\n`)
      .join('');
    await open({ '/': list(numbers(0, 4), more) });
    await change({
      '/':
        license +
        numbers(0, 4)
          .map((i) => place(`maison-${i}`, { name: `Lieu ${i}` }))
          .join(''),
    });
    expect(seen()).toEqual({ places: 4, held: 0 });
  });
});

describe('several documents of one publisher', () => {
  const spread = (count: number) =>
    Object.fromEntries(['/a', '/b', '/'].map((path, i) => [path, list(numbers(i * 100, i * 100 + count))]));

  it('are seen together: each loses little, all of them too much', async () => {
    await open(spread(10));
    await change(spread(6));
    expect(seen()).toEqual({ places: 30, held: 3 });
  });

  it('are seen together also when they are read in other rounds', async () => {
    await open(spread(10));
    const all = spread(10);
    for (const path of Object.keys(all)) {
      all[path] = spread(6)[path] ?? '';
      await change(all);
    }
    expect(seen()).toEqual({ places: 22, held: 1 });
  });

  it('may pass places on to each other', async () => {
    const all = list(numbers(0, 30)).replaceAll('<#', '<http://a.localhost/#');
    await open({ '/': all, '/b': list(['b']) });
    const half = (from: number, to: number) => list(numbers(from, to)).replaceAll('<#', '<http://a.localhost/#');
    await change({ '/': half(0, 10), '/b': half(10, 30) + place('b') });
    expect(seen()).toEqual({ places: 31, held: 0 });
  });

  it('are seen together also when the observatory is stopped between their visits', async () => {
    await open(spread(10));
    await scene.serve([site('a.localhost', spread(6))]);
    scene.later(2 * dayMs);
    const stop = new AbortController();
    // Stopped in the middle of a round, before anything is settled.
    await scene.observatory.round({ signal: stop.signal, onVisited: () => stop.abort() });
    await scene.restart();
    await visit();
    expect(seen()).toEqual({ places: 30, held: 3 });
  });
});

describe('profiles that lose nearly all they said', () => {
  const rich = (words: number) =>
    Object.fromEntries(['/', '/a', '/b', '/c'].map((path) => [path, license + place(path.slice(1) || 'x', { words })]));

  it('are held though every one of them still conforms', async () => {
    await open(rich(30));
    await change(rich(0));
    expect(seen()).toEqual({ places: 4, held: 4 });
    expect(scene.observatory.registry.report(idOf())?.at).toBe(scene.observatory.registry.find(idOf())?.changedAt);
  });

  it('are held as well when they lose it little by little', async () => {
    await open(rich(40));
    for (const words of [25, 16, 10]) await change(rich(words));
    expect(held()).toHaveLength(0);
    await change(rich(2));
    expect(held()).toHaveLength(4);
  });

  it('are not held when they only say things more shortly', async () => {
    await open(rich(12));
    await change(rich(6));
    expect(seen()).toEqual({ places: 4, held: 0 });
  });
});

describe('people', () => {
  it('are let go at once, however many of one site leave together', async () => {
    const person = (i: number) =>
      `${license}<#moi> a schema:Person ; schema:name "Personne ${i}"@fr ; obs:listed true .\n`;
    const paths = numbers(0, 6).map((i) => `/p${i}`);
    await open(Object.fromEntries(paths.map((path, i) => [path, person(i)])));
    expect(scene.observatory.directory.counts().person).toBe(6);
    await change({});
    for (const _visit of numbers(0, 9)) await visit();
    expect(scene.observatory.registry.counts()).toMatchObject({ listed: 0, withdrawn: 6 });
    expect([held().length, scene.observatory.directory.counts().person]).toEqual([0, 0]);
  });
});

describe('profiles that leave one by one without a word', () => {
  it('are held beyond a third also when they are hidden, not withdrawn', async () => {
    const paths = numbers(0, 9).map((i) => `/${i}`);
    const pages = (broken: number) =>
      Object.fromEntries(paths.map((path, i) => [path, i < broken ? '<#x> a obs:ThirdPlace .' : list([`p${i}`])]));
    scene = await openScene([site('a.localhost', pages(0))]);
    for (const path of paths) scene.observatory.register(`http://a.localhost${path}`, 'test');
    await scene.observatory.round();
    await change(pages(3));
    for (const _day of numbers(0, 6)) await visit(2);
    expect([places(), held().length]).toEqual([6, 0]);
    await change(pages(5));
    for (const _day of numbers(0, 3)) await visit(2);
    expect(places()).toBe(6);
  });
});
