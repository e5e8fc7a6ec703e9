import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { importLabs, lab } from '../imported-labs.ts';
import { openScene, placeTurtle, type Scene, site } from '../observatory.ts';

const siret = '73282932000074';
const own = 'http://quai.localhost/fiche#lieu';
const ownUrl = 'http://quai.localhost/fiche';
const record = 'http://sources.localhost/sources/fablabs-france/quai#lieu';

let scene: Scene;
const names = () =>
  scene.observatory.directory
    .list({ type: 'place' }, { page: 1, size: 50, sort: 'name', language: 'fr' })
    .items.map(({ name }) => name);
const key = (iri: string) => scene.observatory.directory.locate(iri)?.key;
const decide = (decision: 'merged' | 'refused' | 'undone', pair: readonly [string, string] = [own, record]) =>
  scene.observatory.decideIdentity(pair, { decision, by: 'Ana' });

const importLab = (more: object = {}) => importLabs(scene.observatory, [lab(more)]);
const profile = (more = '') => site('quai.localhost', { '/fiche': placeTurtle('Le Quai', more) });
async function publish(more: string): Promise<void> {
  await scene.serve([profile(more)]);
  scene.later(dayMs);
  scene.observatory.hint(ownUrl, 'test');
  await scene.observatory.round();
}
async function ask(query: string): Promise<string> {
  const answer = await scene.observatory.graph.query(query, { accept: ['csv'] });
  if (answer.state !== 'answered') return answer.state;
  const parts: Uint8Array[] = [];
  for await (const part of answer.body) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

beforeEach(async () => {
  scene = await openScene([profile()], ['quai.localhost', 'voleur.localhost']);
  scene.observatory.register(ownUrl, 'test');
  await scene.observatory.round();
});
afterEach(() => scene.close());

describe('a record that seems to be about a place', () => {
  beforeEach(() => importLab());

  it('stands beside it and waits for a word', () => {
    expect(names()).toEqual(['Le Quai', 'Le Quai']);
    const { total, items } = scene.observatory.identity.proposals.waiting({}, { page: 1, size: 10 });
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ a: own, b: record, isSure: false });
    expect(scene.observatory.identity.proposals.waiting({ leastScore: 0.99 }, { page: 1, size: 10 }).total).toBe(0);
    expect(scene.observatory.identity.proposals.waiting({ departement: '35' }, { page: 1, size: 10 }).total).toBe(1);
    expect(scene.observatory.identity.proposals.waiting({ departement: '49' }, { page: 1, size: 10 }).total).toBe(0);
    expect(
      scene.observatory.identity.proposals.waiting({ source: 'fablabs-france' }, { page: 1, size: 10 }).total,
    ).toBe(1);
  });

  it('gives way once merged: lists, counts, search and map count it once, its page leads on', async () => {
    const { directory } = scene.observatory;
    const gone = key(record) as string;
    expect(await decide('merged')).toMatchObject({ state: 'decided' });
    expect(names()).toEqual(['Le Quai']);
    expect(directory.counts().place).toBe(1);
    expect(directory.list({ type: 'place', q: 'quai' }, { page: 1, size: 9, language: 'fr' }).total).toBe(1);
    expect(directory.idsOf({ type: 'place' })).toHaveLength(1);
    expect(directory.replacedBy('place', gone)).toEqual({ type: 'place', key: key(own) });
    expect(key(record)).toBe(key(own));
    expect(scene.observatory.identity.clusterOf(record)).toEqual({ leader: own, members: [own, record] });
  });

  it('is told in a graph of our own with who, when and why, and no profile is rewritten', async () => {
    const before = await ask(`SELECT * WHERE { GRAPH <${ownUrl}> { ?s ?p ?o } } ORDER BY ?s ?p ?o`);
    await decide('merged');
    const query = `PREFIX owl: <http://www.w3.org/2002/07/owl#> PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
      SELECT ?o ?by WHERE { GRAPH <urn:obsidienne:identity> { <${own}> owl:sameAs ?o . ?s rdf:subject <${own}> ; prov:wasAttributedTo ?by ; prov:generatedAtTime ?at } }`;
    expect(await ask(query)).toBe(`o,by\r\n${record},urn:obsidienne:identity:operator\r\n`);
    expect(await ask(`SELECT * WHERE { GRAPH <${ownUrl}> { ?s ?p ?o } } ORDER BY ?s ?p ?o`)).toBe(before);
    await decide('undone');
    expect(await ask(query)).toBe('o,by\r\n');
  });

  it('comes back whole when that is undone, waits again, and the log keeps both words', async () => {
    const before = JSON.stringify(scene.observatory.directory.entity('place', key(record) ?? '', 'fr'));
    const listed = names();
    await decide('merged');
    await decide('undone');
    expect(names()).toEqual(listed);
    expect(JSON.stringify(scene.observatory.directory.entity('place', key(record) ?? '', 'fr'))).toBe(before);
    expect(scene.observatory.identity.decisions.history(own, record).map(({ decision }) => decision)).toEqual([
      'merged',
      'undone',
    ]);
    expect(scene.observatory.identity.proposals.waiting({}, { page: 1, size: 9 }).total).toBe(1);
    expect(await decide('undone')).toEqual({ state: 'nothing-decided' });
  });

  it('waits no more once refused, and stays where it is', async () => {
    await decide('refused');
    expect(names()).toHaveLength(2);
    expect(scene.observatory.identity.proposals.waiting({}, { page: 1, size: 9 }).total).toBe(0);
  });

  it('stays merged when it is read again and when the observatory starts anew', async () => {
    await decide('merged');
    await importLab({ capabilities: 'three_d_printing' });
    expect(names()).toEqual(['Le Quai']);
    await scene.restart();
    expect(names()).toEqual(['Le Quai']);
  });

  it('stands by itself again when the one that led is gone, and gives way when that is back', async () => {
    await decide('merged');
    await scene.serve([
      site('quai.localhost', { '/fiche': { body: '', mediaType: 'text/turtle', status: 410 } as never }),
    ]);
    scene.later(dayMs);
    scene.observatory.hint(ownUrl, 'test');
    await scene.observatory.round();
    expect(names()).toEqual(['Le Quai']);
    expect([key(record), key(own)]).toEqual(['sources-fablabs-france-quai', undefined]);
    await publish('');
    expect(names()).toEqual(['Le Quai']);
    expect(scene.observatory.directory.locate(record)).toEqual(scene.observatory.directory.locate(own));
  });

  it('is never merged with an organisation', async () => {
    await scene.serve([
      site('quai.localhost', {
        '/fiche': `${placeTurtle('Le Quai')} <#asso> a schema:Organization ; schema:name "Le Quai" .`,
      }),
    ]);
    scene.later(dayMs);
    scene.observatory.hint(ownUrl, 'test');
    await scene.observatory.round();
    expect(await decide('merged', ['http://quai.localhost/fiche#asso', record])).toEqual({ state: 'two-kinds' });
  });
});

describe('what the rule merges', () => {
  it('is a record that the place says to be the same, until it says so no more', async () => {
    await importLab();
    await publish(`schema:sameAs <${record}> ;`);
    expect(names()).toEqual(['Le Quai']);
    expect(scene.observatory.identity.decisions.of(own, record)).toMatchObject({ decision: 'merged', by: 'rule' });
    await publish('');
    expect(scene.observatory.identity.decisions.of(own, record)).toMatchObject({ decision: 'undone', by: 'rule' });
    expect(names()).toEqual(['Le Quai', 'Le Quai']);
  });

  it('is never two that speak for themselves: a copied register number takes nobody’s page over', async () => {
    await publish(`obs:siret "${siret}" ;`);
    await scene.serve([
      profile(`obs:siret "${siret}" ;`),
      site('voleur.localhost', { '/fiche': placeTurtle('Le Quai', `obs:siret "${siret}" ; schema:sameAs <${own}> ;`) }),
    ]);
    scene.later(dayMs);
    scene.observatory.register('http://voleur.localhost/fiche', 'test');
    await scene.observatory.round();
    expect(names()).toEqual(['Le Quai', 'Le Quai']);
    expect(scene.observatory.identity.proposals.waiting({}, { page: 1, size: 9 }).items[0]).toMatchObject({
      isSure: true,
    });
    expect(scene.observatory.identity.decisions.merged()).toEqual([]);
  });

  it('is not merged again once an operator undid it', async () => {
    await importLab();
    await publish(`schema:sameAs <${record}> ;`);
    await decide('undone');
    await publish(`schema:sameAs <${record}> ; schema:telephone "02 99 00 00 00" ;`);
    expect(scene.observatory.identity.decisions.of(own, record)).toMatchObject({ decision: 'undone', by: 'Ana' });
  });
});
