import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCrawler } from '../../server/bin/crawler.ts';
import type { Registration } from '../../server/registry/registration.ts';
import { dayMs } from '../../server/registry/registration.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, prefixes, select } from '../observatory.ts';
import type { Pod } from '../pod.ts';
import { startPod } from '../pod.ts';

let pod: Pod;
let scene: Scene;
beforeAll(async () => {
  pod = await startPod();
  scene = await openScene([], [], { servers: pod.hosts });
});
afterAll(async () => {
  await scene?.close();
  await pod?.close();
});

const publish = (path: string, name: string) => pod.write('PUT', path, prefixes + placeTurtle(name));

/** Lets everybody read a resource, or nobody; its owner's software may go on changing it. */
function allow(path: string, readers: 'everybody' | 'nobody') {
  const modes = `acl:Write, acl:Control${readers === 'everybody' ? ', acl:Read' : ''}`;
  return pod.write(
    'PUT',
    `${path}.acl`,
    `@prefix acl: <http://www.w3.org/ns/auth/acl#> .
<#public> a acl:Authorization ; acl:agentClass <http://xmlns.com/foaf/0.1/Agent> ; acl:mode ${modes} ;
  acl:accessTo <${pod.url(path)}> ${path.endsWith('/') ? `; acl:default <${pod.url(path)}>` : ''} .`,
  );
}

function known(path: string): Registration {
  const registration = scene.observatory.registry.findByUrl(pod.url(path));
  if (!registration) throw new Error(`${path} is not registered`);
  return registration;
}

/** Registers an address and reads it. */
async function register(path: string): Promise<Registration> {
  scene.observatory.register(pod.url(path), 'test');
  await scene.observatory.round();
  return known(path);
}

/** Waits until a profile is due, and reads it again. */
async function visit(path: string): Promise<Registration> {
  const { nextVisitAt, lastVisitAt } = known(path);
  if (!nextVisitAt || !lastVisitAt) throw new Error(`${path} is not to be visited`);
  scene.later(Date.parse(nextVisitAt) - Date.parse(lastVisitAt));
  await scene.observatory.round();
  return known(path);
}

/** The names under which the answers know a profile: in the list of places, and in its graph. */
async function shownAs(path: string) {
  const { items } = scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 50, language: 'fr' });
  const key = scene.observatory.directory.locate(`${pod.url(path)}#lieu`)?.key;
  const rows = await select(
    scene.observatory,
    `SELECT ?name { GRAPH <${pod.url(path)}> { ?place <https://schema.org/name> ?name } }`,
  );
  return {
    listed: items.filter((item) => item.key === key).map(({ name }) => name),
    inSparql: rows.map((r) => r.name),
  };
}
const as = (...names: string[]) => ({ listed: names, inSparql: names });

const daysFailing = ({ failingSince, withdrawnAt }: Registration) =>
  (Date.parse(withdrawnAt ?? '') - Date.parse(failingSince ?? '')) / dayMs;

describe('a profile on a Solid pod', () => {
  it('is listed and answers SPARQL once it is registered', async () => {
    await publish('/atelier.ttl', 'Atelier');
    expect(await register('/atelier.ttl')).toMatchObject({
      status: 'listed',
      mediaType: 'text/turtle',
      sources: [{ etag: expect.stringMatching(/^(W\/)?"/) }],
    });
    expect(await shownAs('/atelier.ttl')).toEqual(as('Atelier'));
  });

  it('is not sent again while it has not changed', async () => {
    await publish('/jardin.ttl', 'Jardin');
    await register('/jardin.ttl');
    const registration = await visit('/jardin.ttl');
    await expect.poll(() => pod.answers('/jardin.ttl')).toEqual([200, 304]);
    expect(scene.observatory.registry.visits(registration.id, 5).map(({ outcome }) => outcome)).toEqual([
      'unchanged',
      'changed',
    ]);
    expect(await shownAs('/jardin.ttl')).toEqual(as('Jardin'));
  });

  it('has a new version after a change, and the one before is kept', async () => {
    await publish('/fablab.ttl', 'Fablab');
    const before = await register('/fablab.ttl');
    await publish('/fablab.ttl', 'Fablab du quai');
    const after = await visit('/fablab.ttl');
    expect(await shownAs('/fablab.ttl')).toEqual(as('Fablab du quai'));
    expect(after.sources[0]?.etag).not.toBe(before.sources[0]?.etag);
    const versions = [before, after].map(({ graphHash }) => scene.observatory.registry.content(graphHash ?? ''));
    expect(versions).toEqual([expect.stringContaining('"Fablab"'), expect.stringContaining('"Fablab du quai"')]);
  });

  it('is withdrawn within a day when its owner makes it private, and comes back when registered again', async () => {
    await publish('/cafe.ttl', 'Café');
    await register('/cafe.ttl');
    await allow('/cafe.ttl', 'nobody');
    expect(await visit('/cafe.ttl')).toMatchObject({ status: 'unreachable' });
    expect(await shownAs('/cafe.ttl')).toEqual(as('Café'));
    const withdrawn = await visit('/cafe.ttl');
    expect(withdrawn).toMatchObject({ status: 'withdrawn' });
    expect(daysFailing(withdrawn)).toBeLessThanOrEqual(1);
    expect(await shownAs('/cafe.ttl')).toEqual(as());
    await expect.poll(() => pod.answers('/cafe.ttl')).toEqual([200, 401, 401]);

    await allow('/cafe.ttl', 'everybody');
    expect(await register('/cafe.ttl')).toMatchObject({ status: 'listed', withdrawnAt: null });
    expect(await shownAs('/cafe.ttl')).toEqual(as('Café'));
  });

  it('is given a week when it is deleted from an open folder, where the pod says that there is nothing', async () => {
    await publish('/theatre.ttl', 'Théâtre');
    await register('/theatre.ttl');
    await pod.write('DELETE', '/theatre.ttl');
    let registration = await visit('/theatre.ttl');
    while (registration.status === 'unreachable') {
      expect(await shownAs('/theatre.ttl')).toEqual(as('Théâtre'));
      registration = await visit('/theatre.ttl');
    }
    expect(registration.status).toBe('withdrawn');
    expect(registration.failures).toBeGreaterThanOrEqual(3);
    expect(daysFailing(registration)).toBeGreaterThanOrEqual(7);
    expect(await shownAs('/theatre.ttl')).toEqual(as());
    await expect.poll(() => new Set(pod.answers('/theatre.ttl').slice(1))).toEqual(new Set([404]));
  });

  it('is withdrawn within a day when it is deleted from a closed folder, and comes back when published again', async () => {
    const path = '/prive/atelier.ttl';
    const open = async () => {
      await publish(path, 'Ressourcerie');
      await allow(path, 'everybody');
    };
    await publish('/prive/.keep.ttl', 'Dossier');
    await allow('/prive/', 'nobody');
    await open();
    await register(path);
    expect(await shownAs(path)).toEqual(as('Ressourcerie'));
    await pod.write('DELETE', path);
    await visit(path);
    const withdrawn = await visit(path);
    expect(withdrawn.status).toBe('withdrawn');
    expect(daysFailing(withdrawn)).toBeLessThanOrEqual(1);
    expect(await shownAs(path)).toEqual(as());
    await expect.poll(() => pod.answers(path)).toEqual([200, 401, 401]);

    await open();
    expect((await register(path)).status).toBe('listed');
    expect(await shownAs(path)).toEqual(as('Ressourcerie'));
  });
});

describe('a pod that tells of its changes', () => {
  it('is read again a minute after the last reading, not at its next daily visit', async () => {
    const own = await openScene([], [], { servers: pod.hosts });
    const { observatory } = own;
    const failures: unknown[] = [];
    await publish('/vivant.ttl', 'Vivant');
    const { id } = observatory.register(pod.url('/vivant.ttl'), 'test');
    const crawler = startCrawler(observatory, { onFailure: (error) => failures.push(error) });
    const until = { timeout: 20_000 };
    try {
      const now = () => observatory.registry.find(id);
      const dueIn = () => Date.parse(now()?.nextVisitAt ?? '') - Date.parse(now()?.lastVisitAt ?? '');
      const names = () =>
        observatory.directory
          .list({ type: 'place' }, { page: 1, size: 50, language: 'fr' })
          .items.map(({ name }) => name);
      await expect.poll(() => observatory.listening, until).toBe(1);
      expect([names(), dueIn()]).toEqual([['Vivant'], dayMs]);

      await publish('/vivant.ttl', 'Vivant encore');
      await expect.poll(dueIn, until).toBe(60_000);
      own.later(60_000);
      crawler.wake();
      await expect.poll(names, until).toEqual(['Vivant encore']);

      await pod.write('DELETE', '/vivant.ttl');
      await expect.poll(dueIn, until).toBe(60_000);
      own.later(60_000);
      crawler.wake();
      await expect.poll(() => now()?.status, until).toBe('unreachable');
      await expect.poll(() => observatory.listening, until).toBe(0);
      expect(failures).toEqual([]);
    } finally {
      await crawler.stop();
      await own.close();
    }
  });
});

describe('a WebID on a Solid pod', () => {
  it('leads, by its public type index, to the profiles and the containers of profiles that it names', async () => {
    const solid = '@prefix solid: <http://www.w3.org/ns/solid/terms#> .';
    await publish('/lieux/un.ttl', 'Un');
    await publish('/lieux/deux.ttl', 'Deux');
    await publish('/seul.ttl', 'Seul');
    await pod.write(
      'PUT',
      '/settings/publicTypeIndex.ttl',
      `${solid} ${prefixes} <> a solid:TypeIndex, solid:ListedDocument .
<#1> a solid:TypeRegistration ; solid:forClass obs:ThirdPlace ; solid:instance <${pod.url('/seul.ttl#lieu')}> ;
  solid:instanceContainer <${pod.url('/lieux/')}> .`,
    );
    await pod.write(
      'PUT',
      '/profile/card',
      `${solid} ${prefixes} <> foaf:primaryTopic <#me> . <#me> a foaf:Person ; foaf:name "Ana" ;
  solid:publicTypeIndex </settings/publicTypeIndex.ttl> .`,
    );
    expect(await register('/profile/card')).toMatchObject({ status: 'signpost', shown: false });
    for (const path of ['/lieux/un.ttl', '/lieux/deux.ttl', '/seul.ttl'])
      expect(known(path)).toMatchObject({ status: 'listed', source: 'link' });
    // Read again, the card, the index and the container are asked whether they have changed.
    expect((await visit('/profile/card')).status).toBe('signpost');
    await expect.poll(() => pod.answers('/settings/publicTypeIndex.ttl')).toEqual([200, 304]);
    await expect.poll(() => pod.answers('/lieux/')).toEqual([200, 304]);
  });
});
