import { afterEach, describe, expect, it } from 'vitest';
import type { Registration } from '../../../server/registry/registration.ts';
import { dayMs } from '../../../server/registry/registration.ts';
import type { Finding } from '../../../server/validation/report.ts';
import type { Scene } from '../../observatory.ts';
import { openScene, placeTurtle, select, site } from '../../observatory.ts';

let scene: Scene;
afterEach(() => scene.close());

type Pages = Parameters<typeof site>[1];

/** Opens a small web, registers the first address and reads all that is due. */
async function read(
  url: string,
  hosts: Readonly<Record<string, Pages>>,
  { visits, ...config }: { visits?: number; discovery?: 'ask' | 'auto'; publishers?: string[] } = {},
) {
  scene = await openScene(
    Object.entries(hosts).map(([host, pages]) => site(host, pages)),
    undefined,
    { config },
  );
  scene.observatory.register(url, 'test');
  await round(visits);
}

/** Reads what is due, or only so much of it. */
async function round(visits = Number.POSITIVE_INFINITY): Promise<void> {
  const enough = new AbortController();
  let visited = 0;
  await scene.observatory.round({
    signal: enough.signal,
    onVisited: () => {
      if (++visited >= visits) enough.abort();
    },
  });
}

const at = (url: string): Registration | undefined => scene.observatory.registry.findByUrl(url);
const known = (status?: Registration['status']) =>
  scene.observatory.registry
    .list({ page: 1, size: 2000, ...(status ? { status } : {}) })
    .items.map(({ url }) => url.replace('http://ana.localhost', ''))
    .sort();
const findings = (url: string) => (scene.observatory.registry.report(at(url)?.id ?? '')?.findings ?? []) as Finding[];
const rules = (url: string) => findings(url).map(({ rule }) => rule);
const lastVisit = (url: string) => scene.observatory.registry.visits(at(url)?.id ?? '', 1)[0];
const asked = (path: string) => scene.requests().filter((request) => request.path === path).length;

const solid = '@prefix solid: <http://www.w3.org/ns/solid/terms#> . @prefix ldp: <http://www.w3.org/ns/ldp#> .\n';
const rdfs = '@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n';
const card = `${solid}<> foaf:maker <#me> . <#me> a foaf:Person, schema:Person ; foaf:name "Ana" ; solid:publicTypeIndex </index.ttl> .`;
const typeIndex = (rows: string) => `${solid}<> a solid:TypeIndex, solid:ListedDocument . ${rows}`;
const instance = (of: string, url: string) =>
  `[] a solid:TypeRegistration ; solid:forClass ${of} ; solid:instance <${url}> .`;
const webId = 'http://ana.localhost/card';
const xml = (body: string, more: object = {}) => ({ body, mediaType: 'application/xml', ...more });
const urlset = (paths: readonly string[]) =>
  xml(`<urlset>${paths.map((p) => `<url><loc>${p}</loc></url>`).join('')}</urlset>`);
const index = (paths: readonly string[]) =>
  xml(`<sitemapindex>${paths.map((p) => `<sitemap><loc>${p}</loc></sitemap>`).join('')}</sitemapindex>`);
const places = (count: number, name = 'p') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`/${name}${i}`, placeTurtle(`${name}${i}`)]));

describe('a WebID', () => {
  it('leads, by its public type index and the containers it names, to its profiles, which are read at once', async () => {
    await read(webId, {
      'ana.localhost': {
        '/card': card,
        '/index.ttl': typeIndex(
          `${instance('obs:ThirdPlace', '/lieu#it')} ${instance('<http://www.w3.org/2006/vcard/ns#AddressBook>', '/contacts')}
           [] solid:forClass schema:Organization ; solid:instanceContainer </orgs/> .`,
        ),
        '/orgs/': `${solid}<> a ldp:Container ; ldp:contains <asso.ttl>, <sub/> .`,
        '/orgs/asso.ttl': `<#a> a schema:Organization ; schema:name "Asso" .`,
        '/lieu': placeTurtle('Lieu'),
      },
    });
    expect(at(webId)).toMatchObject({ status: 'signpost', shown: false, graphHash: null, failures: 0 });
    expect(lastVisit(webId)).toMatchObject({ outcome: 'signpost', detail: { fr: 'Cette adresse mène à 2 fiches.' } });
    expect(known('listed')).toEqual(['/lieu', '/orgs/asso.ttl']);
    expect(known()).toHaveLength(3);
    const { discoveries, directory, signposts } = scene.observatory;
    expect(discoveries.find(at('http://ana.localhost/lieu')?.id ?? '')).toMatchObject({
      linkedBy: at(webId)?.id,
      depth: 1,
    });
    expect(signposts.find(at(webId)?.id ?? '')?.profiles).toHaveLength(2);
    expect(directory.counts()).toMatchObject({ place: 1, organization: 1, person: 0 });
    expect(await select(scene.observatory, 'SELECT ?s { ?s <http://xmlns.com/foaf/0.1/name> "Ana" }')).toEqual([]);
  });

  it('that is a profile itself stays one, and leads there as well', async () => {
    await read(webId, {
      'ana.localhost': {
        '/card': placeTurtle('Ana', 'solid:publicTypeIndex </index.ttl> ;').replace(/^/, solid),
        '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/lieu')),
        '/lieu': placeTurtle('Lieu'),
      },
    });
    expect(known('listed')).toEqual(['/card', '/lieu']);
  });

  it('is read daily, then doubling to a week while it leads to the same, with validators for each document', async () => {
    const pages = {
      '/card': card,
      '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/lieu')),
      '/lieu': placeTurtle('L'),
    };
    await read(webId, { 'ana.localhost': pages });
    const gaps: number[] = [];
    for (let visit = 0; visit < 5; visit++) {
      const { nextVisitAt, lastVisitAt } = at(webId) ?? {};
      const gap = Date.parse(nextVisitAt ?? '') - Date.parse(lastVisitAt ?? '');
      gaps.push(gap / dayMs);
      scene.later(gap);
      await round();
    }
    expect(gaps).toEqual([1, 2, 4, 7, 7]);
    expect(scene.requests().filter(({ path, conditional }) => path === '/index.ttl' && !conditional)).toHaveLength(1);
    expect(at(webId)?.status).toBe('signpost');

    await scene.serve([
      site('ana.localhost', {
        ...pages,
        '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/b')),
        '/b': placeTurtle('B'),
      }),
    ]);
    scene.later(8 * dayMs);
    await round();
    expect(at(webId)?.intervalMs).toBe(dayMs);
    expect(known('listed')).toEqual(['/b', '/lieu']);
  });

  it('is withdrawn like any other, and becomes a profile when it holds one', async () => {
    await read(webId, {
      'ana.localhost': {
        '/card': card,
        '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/l')),
        '/l': placeTurtle('L'),
      },
    });
    await scene.serve([site('ana.localhost', { '/card': placeTurtle('Ana'), '/l': placeTurtle('L') })]);
    scene.later(dayMs * 1.1);
    await round();
    expect(at(webId)).toMatchObject({ status: 'listed', shown: true });
    expect(scene.observatory.signposts.find(at(webId)?.id ?? '')).toBeUndefined();

    await scene.serve([
      site('ana.localhost', { '/card': { body: '', mediaType: null, status: 410 }, '/l': placeTurtle('L') }),
    ]);
    scene.later(dayMs * 1.1);
    await round();
    expect(at(webId)?.status).toBe('withdrawn');
    expect(known('listed')).toEqual(['/l']);
  });

  it('that was a profile keeps its last good version for a week, like any page that lost its data', async () => {
    const pages = { '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/l')), '/l': placeTurtle('L') };
    await read(webId, { 'ana.localhost': { '/card': placeTurtle('Ana'), ...pages } });
    await scene.serve([
      site('ana.localhost', { '/card': card.replace('foaf:Person, schema:Person', 'foaf:Agent'), ...pages }),
    ]);
    const life: unknown[] = [];
    for (let day = 0; day < 16; day++) {
      scene.later(dayMs);
      await round();
      const { status, shown } = at(webId) ?? {};
      if (life.at(-1) !== `${status} ${shown}`) life.push(`${status} ${shown}`);
    }
    expect(life).toEqual(['invalid true', 'invalid false', 'signpost false']);
    expect(known('listed')).toEqual(['/l']);
  });

  it('whose type index cannot be read is no sign-post, and its owner is told where it was looked for', async () => {
    await read(webId, { 'ana.localhost': { '/card': card.replace('foaf:Person, schema:Person', 'foaf:Agent') } });
    expect(at(webId)?.status).toBe('invalid');
    expect(findings(webId).find(({ rule }) => rule === 'discovery/unreadable-list')?.value).toBe(
      'http://ana.localhost/index.ttl',
    );
  });

  it('is not followed to a type index at another publisher without the operator', async () => {
    const hosts = {
      'ana.localhost': { '/card': card.replace('</index.ttl>', '<http://b.localhost/index.ttl>') },
      'b.localhost': { '/index.ttl': typeIndex(instance('obs:ThirdPlace', '/lieu')), '/lieu': placeTurtle('B') },
    };
    await read(webId, hosts);
    expect(known('discovered')).toEqual(['http://b.localhost/index.ttl']);
    expect(asked('/index.ttl')).toBe(0);
    expect(at(webId)?.status).toBe('signpost');
    scene.observatory.discoveries.admit(at('http://b.localhost/index.ttl')?.id ?? '', new Date('2026-01-01'));
    await round();
    expect([known('signpost').length, known('listed')]).toEqual([2, ['http://b.localhost/lieu']]);
  });

  it('leads to another publisher’s profiles as a link does: they wait, or are read under the policy auto', async () => {
    for (const [discovery, status] of [
      ['ask', 'discovered'],
      ['auto', 'listed'],
    ] as const) {
      await read(
        webId,
        {
          'ana.localhost': {
            '/card': card,
            '/index.ttl': typeIndex(instance('obs:ThirdPlace', 'http://b.localhost/')),
          },
          'b.localhost': { '/': placeTurtle('B') },
        },
        { discovery },
      );
      expect(at('http://b.localhost/')?.status).toBe(status);
      if (discovery === 'ask') await scene.close();
    }
  });

  it('on a shared host leads within its own folder only', async () => {
    await read('http://pods.localhost/ana/card', {
      'pods.localhost': {
        '/ana/card': card.replace('</index.ttl>', '</ana/index>'),
        '/ana/index': typeIndex(
          `${instance('obs:ThirdPlace', '/ana/lieu')} ${instance('obs:ThirdPlace', '/ben/lieu')}`,
        ),
        '/ana/lieu': placeTurtle('A'),
        '/ben/lieu': placeTurtle('B'),
      },
    });
    expect(known('listed')).toEqual(['http://pods.localhost/ana/lieu']);
    expect(known('discovered')).toEqual(['http://pods.localhost/ben/lieu']);
  });
});

const voidFile = (more: string) =>
  `@prefix void: <http://rdfs.org/ns/void#> .\n<> a void:DatasetDescription ; foaf:topic <#all> . <#all> a void:Dataset ; ${more} .`;
const home = 'http://ana.localhost/';
const empty = { body: '<!doctype html><title>x</title><p>Bonjour', mediaType: 'text/html' };

describe('a site’s own description', () => {
  it('is looked for where a registered address holds no data, once per site and day, found or not', async () => {
    await read(home, {
      'ana.localhost': {
        '/': empty,
        '/b': empty,
        '/.well-known/void': voidFile('void:rootResource </lieu>'),
        '/lieu': placeTurtle('L'),
      },
      'b.localhost': { '/': empty, '/b': empty },
    });
    for (const url of ['http://ana.localhost/b', 'http://b.localhost/', 'http://b.localhost/b'])
      scene.observatory.register(url, 'test');
    await round();
    expect([known('signpost'), known('listed')]).toEqual([['/', '/b'], ['/lieu']]);
    expect(known('invalid')).toEqual(['http://b.localhost/', 'http://b.localhost/b']);
    expect(asked('/.well-known/void')).toBe(2);
    scene.later(1.1 * dayMs);
    await round();
    expect(
      scene.requests().filter(({ path, host }) => path === '/.well-known/void' && host === 'b.localhost'),
    ).toHaveLength(2);
  });

  it('is not looked for where there is a profile, where the page is broken, or where only a link leads', async () => {
    await read(
      home,
      {
        'ana.localhost': {
          '/': `${rdfs}${placeTurtle('A', 'rdfs:seeAlso </lien> ;')}`,
          '/lien': empty,
          '/casse': { body: '<a> <b', mediaType: 'text/turtle' },
          '/.well-known/void': voidFile('void:rootResource </lieu>'),
        },
      },
      { discovery: 'auto' },
    );
    scene.observatory.register('http://ana.localhost/casse', 'test');
    await round();
    expect(asked('/lien') + asked('/casse')).toBe(2);
    expect(asked('/.well-known/void')).toBe(0);
  });

  it('is followed from a page that links to it as its data', async () => {
    const page = '<!doctype html><title>x</title><link rel="describedby" type="text/turtle" href="/jeu.ttl"><p>Bonjour';
    await read(home, {
      'ana.localhost': {
        '/': { body: page, mediaType: 'text/html' },
        '/jeu.ttl': voidFile('void:rootResource </lieu>'),
        '/lieu': placeTurtle('L'),
      },
    });
    expect([at(home)?.status, known('listed')]).toEqual(['signpost', ['/lieu']]);
    expect([rules(home), asked('/.well-known/void')]).toEqual([[], 0]);
  });

  it('is that of the host’s owner and not of a folder on a shared host', async () => {
    await read('http://pods.localhost/ana/', {
      'pods.localhost': { '/ana/': empty, '/.well-known/void': voidFile('void:rootResource </ben/>') },
    });
    expect([at('http://pods.localhost/ana/')?.status, asked('/.well-known/void')]).toEqual(['invalid', 0]);
  });

  it('is followed to its dumps for a declared publisher only, and says how to become one', async () => {
    const words = Array.from({ length: 5100 }, (_, i) => `"${i}"`).join(', ');
    const lines = [0, 1, 2]
      .map((i) => `<http://ana.localhost/p${i}#x> a obs:ThirdPlace ; schema:keywords ${words} .`)
      .join('\n');
    const pages = {
      '/': empty,
      '/.well-known/void': voidFile('void:dataDump </dump.ttl>'),
      '/dump.ttl': lines,
      ...places(2),
    };
    await read(home, { 'ana.localhost': pages });
    expect(at(home)?.status).toBe('invalid');
    expect(rules(home)).toContain('discovery/undeclared');
    expect(asked('/dump.ttl')).toBe(0);

    expect(scene.observatory.declare(home)).toBe('ana.localhost');
    scene.later(1.1 * dayMs);
    await round();
    expect(at(home)?.status).toBe('signpost');
    expect(lastVisit(home)?.detail.en).toBe('This address leads to 1 list of profiles.');
    expect(at('http://ana.localhost/dump.ttl')?.status).toBe('signpost');
    expect(known('listed')).toEqual(['/p0', '/p1']);
    expect(known('discovered')).toEqual(['/p2']);
  });
});

describe('a sitemap', () => {
  const declared = { publishers: ['ana.localhost'] };

  it('is followed, index and all, for a declared publisher, and what are no profiles is given up', async () => {
    await read(
      'http://ana.localhost/sitemap.xml',
      {
        'ana.localhost': {
          '/sitemap.xml': index(['/pages.xml']),
          '/pages.xml': urlset(['/p0', '/p1', '/blog', 'http://b.localhost/x']),
          '/blog': empty,
          ...places(2),
        },
        'b.localhost': { '/x': placeTurtle('B') },
      },
      declared,
    );
    expect([known('signpost'), known('listed')]).toEqual([
      ['/pages.xml', '/sitemap.xml'],
      ['/p0', '/p1'],
    ]);
    expect(at('http://ana.localhost/blog')).toMatchObject({ status: 'discovered', nextVisitAt: null });
    expect(at('http://b.localhost/x')).toMatchObject({ status: 'discovered', lastVisitAt: null, nextVisitAt: null });
    expect(asked('/.well-known/void')).toBe(0);
  });

  it('is found in the robots.txt of a declared publisher whose home page is registered', async () => {
    const robots = {
      body: 'Sitemap: /plan.xml\nSitemap: http://b.localhost/s.xml\nSitemap: http://a@ana.localhost/s.xml',
      mediaType: 'text/plain',
    };
    const pages = { '/': placeTurtle('A'), '/robots.txt': robots, '/plan.xml': urlset(['/p0']), ...places(1) };
    await read(home, { 'ana.localhost': pages, 'b.localhost': { '/s.xml': urlset(['/p9']) } }, declared);
    expect([known('listed'), known('signpost')]).toEqual([['/', '/p0'], ['/plan.xml']]);
    expect(asked('/s.xml')).toBe(0);
  });

  it('of any other site is not followed, and the report says how to become one', async () => {
    await read('http://ana.localhost/sitemap.xml', {
      'ana.localhost': { '/sitemap.xml': urlset(['/p0']), ...places(1) },
    });
    expect(at('http://ana.localhost/sitemap.xml')?.status).toBe('invalid');
    expect(known()).toHaveLength(1);
    expect(lastVisit('http://ana.localhost/sitemap.xml')?.detail.fr).toContain('sites annoncés à cet observatoire');
  });

  it('that never ends is left after two levels and twenty files, and the report says what was left out', async () => {
    const pages: Record<string, ReturnType<typeof index>> = {};
    for (let i = 0; i < 6; i++) pages[`/s${i}.xml`] = index([`/s${i + 1}.xml`]);
    pages['/wide.xml'] = index(Array.from({ length: 30 }, (_, i) => `/w${i}.xml`));
    for (let i = 0; i < 30; i++) pages[`/w${i}.xml`] = urlset([`/q${i}`]);
    await read('http://ana.localhost/s0.xml', { 'ana.localhost': pages }, declared);
    expect(known()).toEqual(['/s0.xml', '/s1.xml', '/s2.xml']);
    expect(findings('http://ana.localhost/s2.xml')[0]).toMatchObject({ rule: 'discovery/left-out', severity: 'info' });
    scene.observatory.register('http://ana.localhost/wide.xml', 'test');
    await round();
    expect(known('signpost').filter((url) => url.startsWith('/w'))).toHaveLength(1 + 18);
    expect(findings('http://ana.localhost/wide.xml')[0]?.message.en).toContain('12 addresses were not followed');
  });

  it('of a calendar that never ends gives five hundred addresses, within the quota of its site', async () => {
    const days = Array.from({ length: 3000 }, (_, i) => `/jour?d=${i}`);
    await read(
      'http://ana.localhost/sitemap.xml',
      { 'ana.localhost': { '/sitemap.xml': urlset(days) } },
      { ...declared, visits: 1 },
    );
    expect(known('discovered')).toHaveLength(500);
    expect(findings('http://ana.localhost/sitemap.xml')[0]?.message.fr).toContain(
      '2500 adresses n’ont pas été suivies',
    );
    expect(scene.observatory.refuse('http://ana.localhost/nouvelle')).toBeUndefined();
  });

  it('or dump may be larger than a profile for a declared publisher, and no larger than sixteen mebibytes', async () => {
    const padded = (mib: number) => xml(`<urlset>${' '.repeat(mib * 1024 * 1024)}<url><loc>/p0</loc></url></urlset>`);
    await read(
      'http://ana.localhost/2.xml',
      { 'ana.localhost': { '/2.xml': padded(2), '/17.xml': padded(17), ...places(1) } },
      declared,
    );
    scene.observatory.register('http://ana.localhost/17.xml', 'test');
    await round();
    expect([at('http://ana.localhost/2.xml')?.status, known('listed')]).toEqual(['signpost', ['/p0']]);
    expect(lastVisit('http://ana.localhost/17.xml')?.outcome).toBe('too-large');
  });
});

describe('links', () => {
  const members = (count: number, host = (i: number) => `m${i}.localhost`) =>
    `${rdfs}<#net> a obs:Network ; schema:name "N" ; schema:member ${Array.from({ length: count }, (_, i) => `<http://${host(i)}/f${i}#x>`).join(', ')} .`;
  const network = 'http://ana.localhost/n';
  const memberHosts = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`m${i}.localhost`, {}]));

  it('of a network with three hundred members are all remembered', async () => {
    await read(network, { 'ana.localhost': { '/n': members(300) }, ...memberHosts(300) });
    expect(known('discovered')).toHaveLength(300);
    expect(rules(network)).not.toContain('discovery/left-out');
  });

  it('beyond five hundred members, or beyond what is taken at one site, are told in the report', async () => {
    await read(network, { 'ana.localhost': { '/n': members(520) }, ...memberHosts(520) });
    expect(known('discovered')).toHaveLength(500);
    expect(findings(network).find(({ rule }) => rule === 'discovery/left-out')?.message.en).toContain(
      '20 addresses were not',
    );
    await scene.close();
    await read(network, { 'ana.localhost': { '/n': members(300, () => 'b.localhost') }, 'b.localhost': {} });
    expect(known('discovered')).toHaveLength(200);
    expect(findings(network).find(({ rule }) => rule === 'discovery/left-out')?.message.fr).toContain('100 adresses');
  });
});
