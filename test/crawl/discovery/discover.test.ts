import { afterEach, describe, expect, it } from 'vitest';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

const home = 'http://a.localhost/';
type Pages = Parameters<typeof site>[1];
type Policy = 'ask' | 'same-network' | 'auto';

/** Opens `a.localhost` with a registered home page and reads it once. */
async function read(pages: Pages, options: { policy?: Policy; hosts?: Record<string, Pages>; origin?: string } = {}) {
  const others = Object.entries(options.hosts ?? {}).map(([host, theirs]) => site(host, theirs));
  scene = await openScene([site('a.localhost', pages), ...others], undefined, {
    config: { discovery: options.policy ?? 'ask', ...(options.origin ? { origin: options.origin } : {}) },
  });
  scene.observatory.register(home, 'test');
  return scene.observatory.round();
}

const known = (status?: Registration['status']) =>
  scene.observatory.registry
    .list({ page: 1, size: 1000, ...(status ? { status } : {}) })
    .items.map(({ url }) => url)
    .sort();
const links = (count: number, path = 'm') =>
  Array.from({ length: count }, (_, i) => `rdfs:seeAlso </${path}${i}> ;`).join(' ');
const rdfs = '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n';

describe('discovery', () => {
  it('remembers what a conforming profile links to, and who linked, and visits none of it unasked', async () => {
    await read(
      {
        '/': `${rdfs}${placeTurtle('A', 'schema:memberOf <http://n.localhost/#reseau> ; rdfs:seeAlso </plus> ; obs:cooperatesWith <http://b.localhost/fiche#lieu> ; obs:operatedBy <http://asso.localhost/#nous> ; schema:url <http://site.localhost/> ;')}`,
      },
      { hosts: { 'n.localhost': {}, 'b.localhost': {}, 'asso.localhost': {}, 'site.localhost': {} } },
    );
    expect(known('discovered')).toEqual([
      'http://a.localhost/plus',
      'http://asso.localhost/',
      'http://b.localhost/fiche',
      'http://n.localhost/',
    ]);
    const { registry, discoveries } = scene.observatory;
    const found = registry.findByUrl('http://n.localhost/');
    expect(found).toMatchObject({ source: 'link', status: 'discovered', nextVisitAt: null });
    expect(discoveries.find(found?.id ?? '')).toMatchObject({
      linkedBy: registry.findByUrl(home)?.id,
      depth: 1,
    });
    expect(discoveries.waiting(10)).toHaveLength(4);
    scene.later(400 * dayMs);
    expect(registry.due(new Date('2027-06-01'), 100).map(({ url }) => url)).toEqual([home]);
    expect(registry.counts()).toMatchObject({ discovered: 4, listed: 1 });
  });

  it('leaves out itself, what is registered, our vocabulary, other schemes, and the observatory itself', async () => {
    await read(
      {
        '/': `${rdfs}${placeTurtle('A', 'rdfs:seeAlso <>, <#autre>, <http://obs.localhost/lieux/a>, <mailto:x@y.example>, <http://10.0.0.1/>, <https://w3id.org/obsidienne/practices/repair-cafe>, <http://b.localhost/#x> ;')}`,
      },
      { hosts: { 'b.localhost': { '/': placeTurtle('B') } }, origin: 'http://obs.localhost' },
    );
    expect(known('discovered')).toEqual(['http://b.localhost/']);
  });

  it('finds nothing in a profile that does not conform', async () => {
    await read({ '/': `${rdfs}<> rdfs:seeAlso </plus> . <#x> a obs:ThirdPlace .` });
    expect(scene.observatory.registry.counts()).toMatchObject({ invalid: 1, discovered: 0 });
  });

  it('follows links under the policy auto, three links deep and no deeper', async () => {
    const page = (next: string) => `${rdfs}${placeTurtle(next, `rdfs:seeAlso </${next}> ;`)}`;
    await read(
      { '/': page('1'), '/1': page('2'), '/2': page('3'), '/3': page('4'), '/4': page('5') },
      { policy: 'auto' },
    );
    expect(known('listed')).toEqual(['', '1', '2', '3'].map((path) => home + path));
    expect(known()).toHaveLength(4);
    const told = ['', '1', '2', '3'].map((path) => {
      const { registry } = scene.observatory;
      const report = registry.report(registry.findByUrl(home + path)?.id ?? '');
      return ((report?.findings ?? []) as { rule: string }[]).some(({ rule }) => rule === 'discovery/left-out');
    });
    expect(told).toEqual([false, false, false, true]);
  });

  it('counts links from zero again once somebody registers what was found', async () => {
    const page = (next: string) => `${rdfs}${placeTurtle(next, `rdfs:seeAlso </${next}> ;`)}`;
    await read({ '/': page('1'), '/1': page('2'), '/2': page('3') });
    expect(known()).toEqual([home, `${home}1`]);
    scene.observatory.register(`${home}1`, 'api');
    expect(await scene.observatory.round()).toMatchObject({ visited: 1 });
    expect(known('listed')).toEqual([home, `${home}1`]);
    const second = scene.observatory.registry.findByUrl(`${home}2`);
    expect(scene.observatory.discoveries.find(second?.id ?? '')).toMatchObject({ depth: 1 });
  });

  it('visits under the policy same-network what shares a network with the linker, and lets the rest wait', async () => {
    await read(
      {
        '/': `${rdfs}${placeTurtle('A', 'schema:memberOf <http://n.localhost/#net> ; obs:cooperatesWith <http://b.localhost/#b>, <http://c.localhost/#c> ;')}
<http://b.localhost/#b> schema:memberOf <http://n.localhost/#net> .`,
      },
      {
        policy: 'same-network',
        hosts: {
          'n.localhost': { '/': placeTurtle('N') },
          'b.localhost': { '/': placeTurtle('B') },
          'c.localhost': { '/': placeTurtle('C') },
        },
      },
    );
    expect(known('listed')).toEqual([home, 'http://b.localhost/', 'http://n.localhost/']);
    expect(known('discovered')).toEqual(['http://c.localhost/']);
  });

  it('visits under the policy same-network the members that a network names, and nothing else it links to', async () => {
    await read(
      {
        '/': `${rdfs}<#net> a obs:Network ; schema:name "N" ; schema:member <http://b.localhost/#b> ; rdfs:seeAlso <http://c.localhost/> .`,
      },
      {
        policy: 'same-network',
        hosts: { 'b.localhost': { '/': placeTurtle('B') }, 'c.localhost': { '/': placeTurtle('C') } },
      },
    );
    expect(known('listed')).toEqual([home, 'http://b.localhost/']);
    expect(known('discovered')).toEqual(['http://c.localhost/']);
  });

  it('visits what the operator admits, whatever the policy', async () => {
    await read(
      { '/': `${rdfs}${placeTurtle('A', 'rdfs:seeAlso <http://b.localhost/> ;')}` },
      { hosts: { 'b.localhost': { '/': placeTurtle('B') } } },
    );
    const { registry, discoveries } = scene.observatory;
    discoveries.admit(registry.findByUrl('http://b.localhost/')?.id ?? '', new Date('2026-01-01'));
    await scene.observatory.round();
    expect(known('listed')).toEqual([home, 'http://b.localhost/']);
  });

  it('takes at most fifty from one profile and two hundred of one publisher', async () => {
    const pages: Record<string, string> = { '/': `${rdfs}${placeTurtle('A', links(60, 'p'))}` };
    for (let i = 0; i < 60; i++) pages[`/p${i}`] = `${rdfs}${placeTurtle(`P${i}`, links(6, `p${i}-`))}`;
    await read(pages, { policy: 'ask' });
    expect(known('discovered')).toHaveLength(50);
    for (const url of known('discovered')) scene.observatory.register(url, 'test');
    await scene.observatory.round();
    const { discoveries } = scene.observatory;
    expect(discoveries.countAt('a.localhost')).toBe(200);
  });

  it('keeps what it found when the link goes away, and asks three times at most for what no one answers', async () => {
    await read(
      {
        '/': `${rdfs}${placeTurtle('A', 'rdfs:seeAlso <http://b.localhost/>, <http://a.localhost/pas-une-fiche> ;')}`,
        '/pas-une-fiche': { body: '<p>x</p>', mediaType: 'text/html' },
      },
      { policy: 'auto', hosts: { 'b.localhost': { '/': { body: '', mediaType: null, status: 503 } } } },
    );
    const at = (url: string) => scene.observatory.registry.findByUrl(url);
    expect(at('http://a.localhost/pas-une-fiche')).toMatchObject({ status: 'discovered', nextVisitAt: null });
    await scene.serve([site('a.localhost', { '/': placeTurtle('A') })]);
    for (let day = 0; day < 4; day++) {
      scene.later(2 * dayMs);
      await scene.observatory.round();
    }
    expect(at('http://b.localhost/')).toMatchObject({ status: 'discovered', failures: 3, nextVisitAt: null });
    expect(scene.observatory.registry.counts()).toMatchObject({ discovered: 2, listed: 1 });
  });
});
