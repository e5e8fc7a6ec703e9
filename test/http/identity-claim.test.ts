import { afterEach, beforeEach, expect, it } from 'vitest';
import { dayMs } from '../../server/registry/registration.ts';
import { importLabs, lab } from '../imported-labs.ts';
import { openScene, placeTurtle, type Scene, select, site } from '../observatory.ts';
import { plainSpaces } from '../plain-spaces.ts';
import { type SceneSite, serveScene } from './scene-site.ts';

const record = 'http://sources.localhost/sources/fablabs-france/quai#lieu';
const recordUrl = 'http://sources.localhost/sources/fablabs-france/quai';
const hosts = ['quai.localhost', 'voleur.localhost'];
let scene: Scene;
let web: SceneSite;

const names = () =>
  scene.observatory.directory
    .list({ type: 'place' }, { page: 1, size: 9, sort: 'name', language: 'fr' })
    .items.map(({ name }) => name);
async function publish(host: string, page: string, isNew = true): Promise<void> {
  pages.set(host, page);
  await scene.serve([...pages].map(([at, turtle]) => site(at, { '/fiche': turtle })));
  scene.later(dayMs);
  if (isNew) scene.observatory.register(`http://${host}/fiche`, 'test');
  else scene.observatory.hint(`http://${host}/fiche`, 'test');
  await scene.observatory.round();
}
let pages: Map<string, string>;

beforeEach(async () => {
  pages = new Map();
  scene = await openScene([], hosts);
  await importLabs(scene.observatory, [lab({ name: 'Labo du quai', phone: '02 99 22 22 22' })]);
  web = await serveScene(scene);
});
afterEach(async () => {
  await web.close();
  await scene.close();
});

/** What a browser without script would send of a form: its filled fields. */
function fieldsOf(html: string): URLSearchParams {
  const fields = new URLSearchParams();
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const attribute = (tag: string, name: string) => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  for (const [tag] of html.matchAll(/<input\b[^>]*>/g)) {
    const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type')];
    const isLeftOut =
      ['file', 'search', 'submit'].includes(type ?? '') ||
      (/^(?:checkbox|radio)$/.test(type ?? '') && !/\schecked/.test(tag));
    if (name && !isLeftOut) fields.append(name, plain(attribute(tag, 'value') ?? ''));
  }
  for (const [, tag = '', text = ''] of html.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    fields.append(attribute(` ${tag}`, 'name') ?? '', plain(text));
  for (const [, tag = '', options = ''] of html.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const chosen = /<option[^>]*\svalue="([^"]*)"[^>]*\sselected/.exec(options)?.[1];
    if (chosen !== undefined) fields.append(attribute(` ${tag}`, 'name') ?? '', plain(chosen));
  }
  return fields;
}

it('lets a place find the record about it, write its own profile from it, and lead from the next visit, with the record as a source', async () => {
  const found = await (await web.page('/publier/fiche?chercher=labo+du+quai')).text();
  const [, claim = ''] = /href="(\/publier\/fiche\?lieu=[^"]+)"/.exec(found) ?? [];
  const started = plainSpaces(await (await web.page(claim.replaceAll('&amp;', '&'))).text());
  expect(started).toContain('Vous reprenez la fiche de « Labo du quai ».');
  const fields = fieldsOf(/<form[^>]*method="post"[\s\S]*<\/form>/.exec(started)?.[0] ?? '');
  expect(Object.fromEntries(fields)).toMatchObject({ name: 'Labo du quai', wasDerivedFrom: recordUrl });
  fields.set('name', 'Le Quai, par nous');
  fields.delete('telephone');
  fields.set('license', 'https://creativecommons.org/licenses/by/4.0/');
  fields.set('fichier', 'ttl');
  const file = await fetch(`${web.url}/publier/fiche`, { method: 'POST', body: fields });
  expect(file.headers.get('content-type')).toContain('text/turtle');
  const turtle = await file.text();
  expect(turtle).toContain(record);
  await publish('quai.localhost', turtle);
  expect(names()).toEqual(['Le Quai, par nous']);
  const key = scene.observatory.directory.locate('http://quai.localhost/fiche#lieu')?.key ?? '';
  const gone = await web.page('/lieux/sources-fablabs-france-quai');
  expect([gone.status, gone.headers.get('location')]).toEqual([302, `/lieux/${key}`]);
  const sources = await (await web.page(`/lieux/${key}/provenance`)).text();
  expect(sources).toContain('quai.localhost/fiche</a> <span class="quiet">de première main');
  expect(sources).toContain('/sources/fablabs-france/quai</a> <span class="quiet">recueilli par un tiers');
  // What the place leaves out, the record still says, under its name.
  const page = await (await web.page(`/lieux/${key}`)).text();
  expect(page).toMatch(/2 99 22 22 22[\s\S]{0,80}according-to[\s\S]{0,40}selon/);
  const derived = await select(
    scene.observatory,
    'SELECT ?from WHERE { ?profile <http://www.w3.org/ns/prov#wasDerivedFrom> ?from }',
  );
  expect(derived.map(({ from }) => from)).toContain(recordUrl);
});

it('refuses a hostile claim of a place that speaks for itself: its page stays its own', async () => {
  await publish('quai.localhost', placeTurtle('Le Quai'));
  await publish(
    'voleur.localhost',
    placeTurtle('Le Quai', 'schema:sameAs <http://quai.localhost/fiche#lieu> ; schema:telephone "02 99 66 66 66" ;'),
  );
  expect(names()).toEqual(['Labo du quai', 'Le Quai', 'Le Quai']);
  const { identity, directory } = scene.observatory;
  expect(identity.decisions.merged()).toEqual([]);
  const page = directory.locate('http://quai.localhost/fiche#lieu');
  const entity = directory.entity('place', page?.key ?? '', 'fr');
  expect(entity?.contact).toEqual({});
  expect(entity?.provenance.source).toBe('http://quai.localhost/fiche');
});

it('lets an operator refuse a claim for good, whatever the claimer goes on saying, and gives the record its page back', async () => {
  const claiming = `schema:sameAs <${record}> ;`;
  await publish('voleur.localhost', placeTurtle('Chez le voleur', claiming));
  expect(names()).toEqual(['Chez le voleur']);
  const pair = ['http://voleur.localhost/fiche#lieu', record] as const;
  await scene.observatory.decideIdentity(pair, { decision: 'refused', by: 'Ana' });
  expect(names()).toEqual(['Chez le voleur', 'Labo du quai']);
  await publish(
    'voleur.localhost',
    placeTurtle('Chez le voleur', `${claiming} schema:telephone "02 99 66 66 66" ;`),
    false,
  );
  expect(names()).toEqual(['Chez le voleur', 'Labo du quai']);
  await scene.restart();
  expect(names()).toEqual(['Chez le voleur', 'Labo du quai']);
  await scene.observatory.decideIdentity(pair, { decision: 'merged', by: 'Ana' });
  expect(names()).toEqual(['Chez le voleur']);
});
