import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readQueryGallery } from '../../server/http/sparql/query-gallery.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { openScene, placeTurtle, type Scene, select, site } from '../observatory.ts';

const place = 'http://quai.localhost/fiche#lieu';
const url = 'http://quai.localhost/fiche';
const personUrl = 'http://marie.localhost/fiche';
const prologue = `PREFIX schema: <https://schema.org/> PREFIX obs: <https://w3id.org/obsidienne/ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> `;
const phones = `${prologue} SELECT ?value ?from ?until ?before ?document ?firstHand WHERE { VALUES ?place { <${place}> }
  GRAPH <urn:obsidienne:history> { ?s schema:about ?place ; rdf:predicate schema:telephone ; rdf:object ?value ; obs:firstHand ?firstHand ;
    prov:wasDerivedFrom ?document ; prov:generatedAtTime ?from . OPTIONAL { ?s prov:invalidatedAtTime ?until }
    OPTIONAL { ?s prov:wasRevisionOf/rdf:object ?before } } } ORDER BY ?from`;

let scene: Scene;
/** As the engine writes moments. */
const seconds = () => scene.now().toISOString().replace('.000Z', 'Z');
const others = () => site('marie.localhost', { '/fiche': '' });
async function publish(telephone: string, more = ''): Promise<string> {
  await scene.serve([
    site('quai.localhost', { '/fiche': placeTurtle('Le Quai', `schema:telephone "${telephone}" ; ${more}`) }),
    others(),
  ]);
  scene.later(dayMs);
  scene.observatory.hint(url, 'test');
  await scene.observatory.round();
  return seconds();
}

beforeEach(async () => {
  scene = await openScene(
    [site('quai.localhost', { '/fiche': placeTurtle('Le Quai', 'schema:telephone "02 99 11 11 11" ;') })],
    ['quai.localhost', 'marie.localhost'],
  );
  scene.observatory.register(url, 'test');
  await scene.observatory.round();
});
afterEach(() => scene.close());

describe('the history of values in SPARQL', { timeout: 60_000 }, () => {
  it('tells of a profile that changed three times which document said what, from when to when, and what it said before', async () => {
    const first = seconds();
    const second = await publish('02 99 22 22 22');
    const third = await publish('02 99 33 33 33');
    const fourth = await publish('02 99 11 11 11');
    const said = { document: url, firstHand: 'true' };
    expect(await select(scene.observatory, phones)).toEqual([
      { ...said, value: '02 99 11 11 11', from: first, until: second },
      { ...said, value: '02 99 22 22 22', from: second, until: third, before: '02 99 11 11 11' },
      { ...said, value: '02 99 33 33 33', from: third, until: fourth, before: '02 99 22 22 22' },
      { ...said, value: '02 99 11 11 11', from: fourth, before: '02 99 33 33 33' },
    ]);
    // What was said all along has no other beginning, and stands beside what is said now.
    const now = `${prologue} SELECT ?name ?from ?phone WHERE { <${place}> schema:name ?name ; schema:telephone ?phone .
      GRAPH <urn:obsidienne:history> { ?s rdf:predicate schema:name ; rdf:object ?name ; prov:generatedAtTime ?from } }`;
    expect(await select(scene.observatory, now)).toEqual([{ name: 'Le Quai', from: first, phone: '02 99 11 11 11' }]);
    // The ready-made query asks the same.
    const example = readQueryGallery().find(({ key }) => key === 'value-history');
    const filled = (example?.query ?? '').replace(/VALUES \?place \{ .* \}/, `VALUES ?place { <${place}> }`);
    const rows = await select(scene.observatory, filled);
    expect(rows.filter(({ property }) => property === 'https://schema.org/telephone')).toHaveLength(4);
    expect(rows.find(({ value }) => value === 'Rennes')).toMatchObject({
      property: 'https://schema.org/addressLocality',
      from: first,
      document: url,
    });
  });

  it('is asked for by name, and says so otherwise; other questions do not have it', async () => {
    const everything = 'SELECT * WHERE { GRAPH <urn:obsidienne:history> { ?s ?p ?o } }';
    const answer = await scene.observatory.graph.query(everything, { accept: ['json'] });
    expect(answer).toMatchObject({ state: 'bad-query', message: { en: expect.stringContaining('name at least one') } });
    expect(
      await select(scene.observatory, 'SELECT ?g WHERE { GRAPH ?g { ?s ?p ?o } FILTER(CONTAINS(STR(?g), "history")) }'),
    ).toEqual([]);
  });

  it('brings nothing back that was suppressed, not even from a state that is held', async () => {
    await publish('02 99 22 22 22', 'obs:operatedBy <http://retire.localhost/#asso> ;');
    await publish('02 99 33 33 33');
    const operators = phones.replace('schema:telephone', 'obs:operatedBy');
    expect(await select(scene.observatory, operators)).toHaveLength(1);
    const suppress = async (what: string) => {
      const { OBSIDIENNE_DATA: _, ...env } = process.env;
      execFileSync(process.execPath, ['server/bin/obsidienne.ts', 'suppress', what], {
        env: { ...env, OBSIDIENNE_DATA: scene.dataFolder },
        stdio: 'pipe',
      });
      await scene.observatory.followSuppressions();
    };
    await suppress('http://retire.localhost/#asso');
    expect(await select(scene.observatory, operators)).toEqual([]);
    await suppress('02 99 22 22 22');
    expect((await select(scene.observatory, phones)).map(({ value }) => value)).toEqual([
      '02 99 11 11 11',
      '02 99 33 33 33',
    ]);
    await suppress(url);
    const answer = await scene.observatory.graph.query(phones, { accept: ['json'] });
    expect(answer.state).toBe('bad-query');
  });

  it('tells of persons only what they say now, and nothing once they have left', async () => {
    const marie = 'http://marie.localhost/fiche#moi';
    const page = (job: string, listed = true) =>
      site('marie.localhost', {
        '/fiche': `<> foaf:primaryTopic <#moi> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
        <#moi> a schema:Person ; schema:name "Marie" ; schema:jobTitle "${job}" ; obs:listed ${listed} .`,
      });
    const visit = async (one: ReturnType<typeof page>) => {
      await scene.serve([one]);
      scene.later(dayMs);
      scene.observatory.hint(personUrl, 'test');
      await scene.observatory.round();
    };
    await visit(page('facilitatrice'));
    await visit(page('chercheuse'));
    const jobs = phones.replace('schema:telephone', 'schema:jobTitle').replace(place, marie);
    expect((await select(scene.observatory, jobs)).map(({ value }) => value)).toEqual(['chercheuse']);
    await visit(page('chercheuse', false));
    expect((await scene.observatory.graph.query(jobs, { accept: ['json'] })).state).toBe('bad-query');
  });
});
