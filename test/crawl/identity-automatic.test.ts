import { execFileSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import type { Entity } from '../../server/directory/entity.ts';
import { serveScene } from '../http/scene-site.ts';
import { openScene, type Scene, site } from '../observatory.ts';

const own = 'http://quai.localhost/fiche#lieu';
const gathered = 'http://recensement.localhost/12#lieu';
/** The place's own words, and those of a census that asks to be credited. */
const ownPage = (
  more: string,
) => `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
  <#lieu> a obs:ThirdPlace ; schema:name "Le Quai"@fr ; schema:telephone "02 99 11 11 11" ; ${more}
  schema:address [ schema:addressLocality "Rennes" ; schema:postalCode "35000" ] .`;
const censusPage = (
  more: string,
  type = 'obs:ThirdPlace',
) => `<> foaf:primaryTopic <#lieu> ; dct:license <https://creativecommons.org/licenses/by/4.0/> ;
  schema:creditText "Recensement breton" .
  <#lieu> a ${type} ; schema:name "Quai (Le), tiers-lieu" ; ${more} schema:email "quai@recensement.example" ;
  schema:address [ schema:addressLocality "Rennes" ; schema:postalCode "35000" ] ;
  schema:geo [ schema:latitude 48.11 ; schema:longitude -1.68 ] .`;

let scene: Scene;
async function publish(mine: string, theirs: string, type?: string): Promise<void> {
  scene = await openScene([
    site('quai.localhost', { '/fiche': ownPage(mine) }),
    site('recensement.localhost', { '/12': censusPage(theirs, type) }),
  ]);
  scene.observatory.register('http://quai.localhost/fiche', 'test');
  scene.observatory.register('http://recensement.localhost/12', 'test');
  await scene.observatory.round();
}
const read = (iri: string): Entity | undefined => {
  const { directory } = scene.observatory;
  const page = directory.locate(iri);
  return page && directory.entity(page.type, page.key, 'fr');
};
const total = () => scene.observatory.directory.list({ type: 'place' }, { page: 1, size: 9, language: 'fr' }).total;
afterEach(() => scene.close());

const siret = 'obs:siret "73282932000074" ;';
describe('two published documents', { timeout: 30_000 }, () => {
  it.each([
    ['SIRET', siret, 'obs:siret "732 829 320 00074" ;', 'même SIRET'],
    ['RNA', 'obs:rna "W353001234" ;', 'obs:rna "w353 001234" ;', 'même numéro RNA'],
    [
      'OpenStreetMap',
      'schema:sameAs <https://www.openstreetmap.org/node/42> ;',
      'schema:sameAs <http://osm.org/node/42/> ;',
      'même fiche ailleurs',
    ],
    [
      'Wikidata',
      'schema:sameAs <http://www.wikidata.org/entity/Q42> ;',
      'schema:sameAs <https://www.wikidata.org/wiki/Q42> ;',
      'même fiche ailleurs',
    ],
  ])(
    'with the same %s are merged without a word, and an undo brings everything back to the byte',
    async (_, mine, theirs, why) => {
      await publish(mine, theirs);
      expect(total()).toBe(1);
      const { identity } = scene.observatory;
      expect(identity.decisions.of(own, gathered)).toMatchObject({ decision: 'merged', by: 'rule' });
      expect(identity.decisions.of(own, gathered)?.reasons[0]?.fr).toContain(why);
      expect(identity.clusterOf(gathered)?.leader).toBe(own);
      const web = await serveScene(scene);
      try {
        const pageOf = (iri: string) => web.get(`/api/places/${read(iri)?.key}`).then((answer) => answer.text());
        const merged = await pageOf(own);
        await scene.observatory.decideIdentity([own, gathered], { decision: 'undone', by: 'Ana' });
        const apart = [await pageOf(own), await pageOf(gathered)];
        expect(total()).toBe(2);
        await scene.observatory.decideIdentity([own, gathered], { decision: 'merged', by: 'Ana' });
        expect(await pageOf(own)).toBe(merged);
        await scene.observatory.decideIdentity([own, gathered], { decision: 'undone', by: 'Ana' });
        expect([await pageOf(own), await pageOf(gathered)]).toEqual(apart);
        // What each says alone is what it says in an observatory where nothing was ever merged.
        const [mineAlone] = apart;
        expect(JSON.parse(mineAlone ?? '')).not.toHaveProperty('position');
        expect(JSON.parse(merged)).toMatchObject({ lent: { position: 'http://recensement.localhost/12' } });
      } finally {
        await web.close();
      }
    },
  );

  it('of a place and an organisation with the same SIRET are never merged', async () => {
    await publish(siret, siret, 'schema:Organization');
    expect(scene.observatory.identity.decisions.merged()).toEqual([]);
    expect(scene.observatory.identity.proposals.about(own)).toEqual([]);
    expect([read(own)?.type, read(gathered)?.type]).toEqual(['place', 'organization']);
    expect(await scene.observatory.decideIdentity([own, gathered], { decision: 'merged', by: 'Ana' })).toEqual({
      state: 'two-kinds',
    });
  });
});

describe('the suppression list', { timeout: 30_000 }, () => {
  it('takes a suppressed record out of decisions, proposals, keys, merges, loans and the log, and the page is the place’s own again', async () => {
    await publish(siret, siret);
    expect(read(own)).toHaveProperty('lent');
    const { OBSIDIENNE_DATA: _, ...env } = process.env;
    execFileSync(process.execPath, ['server/bin/obsidienne.ts', 'suppress', 'http://recensement.localhost/12'], {
      env: { ...env, OBSIDIENNE_DATA: scene.dataFolder },
      stdio: 'pipe',
    });
    await scene.observatory.followSuppressions();
    expect(read(gathered)).toBeUndefined();
    expect(read(own)).not.toHaveProperty('lent');
    expect(read(own)).not.toHaveProperty('position');
    await scene.restart(() => {
      const db = new DatabaseSync(`${scene.dataFolder}/obsidienne.sqlite`, { readOnly: true });
      try {
        const tables = [
          'identity_decision',
          'identity_proposal',
          'identity_key',
          'identity_stale',
          'merged',
          'borrowed',
          'change',
          'entity',
          'link',
        ];
        for (const table of tables)
          expect(JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()), table).not.toContain(
            'recensement.localhost',
          );
      } finally {
        db.close();
      }
    });
  });
});
