import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { suppress } from '../../server/bin/commands/suppress.ts';
import { recordsBaseOf } from '../../server/bin/config.ts';
import { openDatabase, stateFile } from '../../server/bin/state/open-database.ts';
import { withhold } from '../../server/rdf/withhold.ts';
import { readAllAgain } from '../../server/registry/purge.ts';
import { createSuppressions, kindOf } from '../../server/registry/suppressions.ts';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';

const person = 'http://pods.localhost/ana/profil#moi';
const pod = 'http://pods.localhost/ana/profil';
const place = 'http://lafabrique.localhost/profil.ttl';
const mail = 'ana.martin@lafabrique.localhost';
const telephone = '06 12 34 56 78';

const personTurtle = `<> foaf:primaryTopic <#moi> ; dct:license <https://creativecommons.org/licenses/by/4.0/> .
<#moi> a schema:Person ; schema:name "Ana Martin" ; obs:listed true ; schema:description "Animatrice"@fr ;
  schema:address [ schema:streetAddress "3 rue des Lilas" ; schema:addressLocality "Rennes" ] .`;

const placeSaid = placeTurtle(
  'La Fabrique',
  `schema:founder <${person}> ; schema:telephone "+33 6 12 34 56 78" ;
   schema:description "Écrivez à ${mail} ou appelez le 06.12.34.56.78, le mardi."@fr ; obs:operatedBy <${person}> ;`,
);

const sites = [
  site('pods.localhost', { '/ana/profil': personTurtle }),
  site('lafabrique.localhost', {
    '/profil.ttl': `${placeSaid} <${person}> a schema:Person ; schema:name "Ana M." ; schema:address [ schema:streetAddress "3 rue des Lilas" ] .`,
  }),
];

let scene: Scene;

/** Takes a value down from beside the running observatory, as the command does in a process of its own. */
function suppressBeside(value: string): number {
  const db = openDatabase(scene.dataFolder);
  try {
    return suppress(db, createSuppressions(db), { value, recordsBase: recordsBaseOf({}), at: new Date('2026-01-02') })
      .registrations;
  } finally {
    db.close();
  }
}

/** Everything that readers can see or download, as one text. */
async function everything(): Promise<string> {
  const { observatory } = scene;
  const graph = await select(observatory, 'SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }');
  const union = await select(observatory, 'SELECT ?s ?p ?o { ?s ?p ?o }');
  const documents = [pod, place].map((url) => observatory.documentQuads(url)?.map(Object.values) ?? []);
  const lists = (['person', 'place'] as const).map((type) =>
    observatory.directory.list({ type }, { page: 1, size: 20, language: 'fr' }),
  );
  const entities = lists.flatMap(({ items }) =>
    items.map(({ type, key }) => observatory.directory.entity(type, key, 'fr')),
  );
  const points = await observatory.points.newest();
  const names = new TextDecoder().decode(points.names(0));
  return JSON.stringify([graph, union, documents, lists, entities, points.manifest, names]);
}

describe('what somebody asks us not to tell', () => {
  beforeEach(async () => {
    scene = await openScene(sites);
    for (const url of [pod, place]) scene.observatory.register(url, 'test');
    await scene.observatory.round();
    return () => scene.close();
  });

  it('was told everywhere before', async () => {
    const all = await everything();
    for (const text of [person, 'Ana Martin', '3 rue des Lilas', mail, '06.12.34.56.78']) expect(all).toContain(text);
  });

  it('leaves directory, map, search, SPARQL and downloads: a person, as subject and as object', async () => {
    expect(suppressBeside(person)).toBe(2);
    expect(await scene.observatory.followSuppressions()).toBe(2);
    const all = await everything();
    for (const text of [person, 'Ana Martin', 'Ana M.', '3 rue des Lilas']) expect(all).not.toContain(text);
    expect(all).toContain('La Fabrique');
    expect(scene.observatory.directory.locate(person)).toBeUndefined();
    expect(scene.observatory.directory.counts().person).toBe(0);
    expect(await scene.observatory.followSuppressions()).toBe(0);
  });

  it('is out of lists and pages at once, before the observatory has followed', () => {
    const { directory } = scene.observatory;
    suppressBeside(person);
    expect(directory.list({ type: 'person' }, { page: 1, size: 20, language: 'fr' }).items).toEqual([]);
    expect(directory.gone('person', 'pods-ana-moi')).toBeUndefined();
  });

  it('stays out through a restart, a changed document and a rebuilt directory', async () => {
    suppressBeside(person);
    await scene.restart();
    expect(await everything()).not.toContain('Ana M');
    scene.later(9 * 24 * 3_600_000);
    await scene.serve([
      site('pods.localhost', { '/ana/profil': personTurtle.replace('Animatrice', 'Jardinière') }),
      site('lafabrique.localhost', { '/profil.ttl': `${placeSaid} # changed` }),
    ]);
    await scene.observatory.round();
    const all = await everything();
    expect(all).not.toContain('Ana M');
    expect(all).not.toContain('Jardinière');
    const db = openDatabase(scene.dataFolder);
    db.exec('DELETE FROM projection');
    db.close();
    await scene.restart();
    expect(await everything()).not.toContain('Ana M');
  });

  it('leaves the state file: only a fingerprint is kept', async () => {
    suppressBeside(person);
    suppressBeside(mail);
    await scene.observatory.followSuppressions();
    let kept = '';
    await scene.restart(() => {
      kept = readFileSync(join(scene.dataFolder, stateFile)).toString('latin1');
    });
    const found = ['Ana Martin', 'martin', 'Lilas', mail, '#moi'].filter((text) => kept.includes(text));
    expect(found).toEqual([]);
  });

  it('reads past an e-mail and a telephone, also inside a text and however the number is spelled', async () => {
    suppressBeside(`mailto:${mail.toUpperCase()}`);
    suppressBeside(telephone);
    await scene.observatory.followSuppressions();
    const all = await everything();
    for (const text of [mail, '06.12.34.56.78', '+33 6 12 34 56 78']) expect(all).not.toContain(text);
    expect(all).toContain('Écrivez à … ou appelez le …, le mardi.');
  });

  it('refuses a suppressed address in plain words, withdraws it, and keeps nothing of what it said', async () => {
    suppressBeside(pod);
    await scene.observatory.followSuppressions();
    const { observatory } = scene;
    const registration = observatory.registry.findByUrl(pod);
    expect(registration).toMatchObject({ status: 'withdrawn', shown: false, nextVisitAt: null, graphHash: null });
    expect(observatory.refuse(pod)?.fr).toContain('retirée à la demande de la personne concernée');
    expect(observatory.refuse(`${pod}?autre=1`)).toBeUndefined();
    expect(observatory.registry.visits(registration?.id ?? '', 20).map(({ outcome }) => outcome)).toEqual([
      'suppressed',
    ]);
    // An address covers what is named inside it.
    expect(await everything()).not.toContain(pod);
  });

  it('is not brought back by a visit that was under way', async () => {
    scene.later(9 * 24 * 3_600_000);
    await scene.serve([site('pods.localhost', { '/ana/profil': { ...slow(personTurtle.replace('Ana', 'Anna')) } })]);
    const round = scene.observatory.round();
    await new Promise((resolve) => setTimeout(resolve, 200));
    suppressBeside(pod);
    await round;
    await scene.observatory.followSuppressions();
    expect(scene.observatory.registry.findByUrl(pod)?.status).toBe('withdrawn');
    expect(await everything()).not.toContain('Anna');
  });

  it('comes back with the next reading once it is lifted', async () => {
    suppressBeside(person);
    await scene.observatory.followSuppressions();
    const db = openDatabase(scene.dataFolder);
    expect(createSuppressions(db).lift(person.replace('http:', 'https:'))).toBe(true);
    readAllAgain(db);
    db.close();
    scene.later(9 * 24 * 3_600_000);
    await scene.observatory.round();
    expect(await everything()).toContain('Ana Martin');
  });
});

function slow(body: string) {
  return { body: `${prefixLines}${body}`, mediaType: 'text/turtle', delayMs: 800 };
}
const prefixLines = `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix dct: <http://purl.org/dc/terms/> .
`;

describe('the suppression list', () => {
  it.each([
    ['https://ana.example/#me', 'address'],
    ['urn:uuid:1b4e28ba', 'address'],
    ['ana@example.org', 'email'],
    ['mailto:ana@example.org?subject=x', 'email'],
    ['06 12 34 56 78', 'telephone'],
    ['+33 (0)6.12.34.56.78', 'telephone'],
    ['tel:+33612345678', 'telephone'],
  ])('takes %s for an %s', (value, kind) => {
    expect(kindOf(value)).toBe(kind);
  });

  it.each(['Ana Martin', '', '12', 'example.org'])('does not know what %j is, and says so', (value) => {
    expect(() => kindOf(value)).toThrow(/is no address/);
  });

  it('drops the blank nodes that only a dropped statement led to, and keeps shared ones', () => {
    const covered = '<http://a.example/#me>';
    const lines = [
      `${covered} <http://x/address> _:c14n0 .`,
      '_:c14n0 <http://x/street> "rue" .',
      '_:c14n0 <http://x/geo> _:c14n1 .',
      '_:c14n1 <http://x/lat> "48" .',
      `${covered} <http://x/place> _:c14n2 .`,
      '<http://b.example/> <http://x/place> _:c14n2 .',
      '_:c14n2 <http://x/name> "commun" .',
      '_:c14n3 <http://x/name> "sans lien" .',
    ];
    const kept = withhold(`${lines.join('\n')}\n`, {
      covers: (iri) => iri === 'http://a.example/#me',
      mask: (text) => text,
    });
    expect(kept.split('\n').filter(Boolean)).toEqual(lines.slice(5));
  });
});
