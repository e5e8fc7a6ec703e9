import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suppress } from '../../server/bin/commands/suppress.ts';
import { recordsBaseOf } from '../../server/bin/config.ts';
import { findMapping } from '../../server/bin/records/find-mapping.ts';
import { openDatabase } from '../../server/bin/state/open-database.ts';
import { mapRecords } from '../../server/crosswalk/apply-mapping.ts';
import { dayMs } from '../../server/registry/registration.ts';
import { createSuppressions } from '../../server/registry/suppressions.ts';
import { openScene, type Scene, site } from '../observatory.ts';

const target = 'http://sets.localhost/labs.json';
const towns = ['Rennes', 'Brest', 'Lannion', 'Vannes'];
const labs = (names: readonly string[]) =>
  JSON.stringify(
    names.map((name) => ({ name, url: `https://labs.example/labs/${name.toLowerCase()}`, city: name, links: [] })),
  );
const serving = (body: string, mediaType = 'application/json') => [
  site('sets.localhost', { '/labs.json': { body, mediaType } }),
];

let scene: Scene;
const names = () =>
  scene.observatory.directory
    .list({ type: 'place' }, { page: 1, size: 50, sort: 'name', language: 'fr' })
    .items.map(({ name }) => name);
const set = () => scene.observatory.records.findSet('fablabs-france');
async function nextDay(days = 1) {
  scene.later(days * dayMs + 1000);
  await scene.observatory.round();
}

beforeEach(async () => {
  scene = await openScene(serving(labs(towns)));
  const mapping = await findMapping('fablabs-france');
  const set = mapRecords(mapping, [[new TextEncoder().encode(labs(towns))]]);
  await scene.observatory.importSet(mapping, set, { target });
  await scene.observatory.round();
});
afterEach(() => scene.close());

describe('a set that has an address', () => {
  it('is read again each day: what is new comes, what left goes', async () => {
    expect(names()).toEqual(['Brest', 'Lannion', 'Rennes', 'Vannes']);
    await scene.serve(serving(labs(['Rennes', 'Brest', 'Lannion', 'Quimper'])));
    await scene.observatory.round();
    expect(names()).toContain('Vannes');
    await nextDay();
    expect(names()).toEqual(['Brest', 'Lannion', 'Quimper', 'Rennes']);
    expect(set()).toMatchObject({ failures: 0, problem: null, records: 4 });
  });

  it('is read again from the file of an archive that was named once', async () => {
    const zipped = (list: readonly string[]) =>
      Buffer.from(zipSync({ 'labs.json': strToU8(labs(list)), 'autres.json': strToU8('[]') }));
    const mapping = { ...(await findMapping('fablabs-france')), inside: 'labs.json' };
    await scene.observatory.importSet(mapping, mapRecords(mapping, [[zipped(towns)]]), { target });
    await scene.serve([
      site('sets.localhost', { '/labs.json': { body: zipped([...towns, 'Quimper']), mediaType: 'application/zip' } }),
    ]);
    await nextDay();
    expect(set()).toMatchObject({ failures: 0, problem: null, records: 5 });
  });

  it.each([
    ['has shrunk to one row', serving(labs(['Rennes'])), 'held'],
    ['no longer parses', serving('[{"name": "Ren'), /^Mapping fablabs-france\.json: .*the file is cut$/],
    ['is a login page', serving('<!doctype html><html></html>', 'text/html'), /web page/],
    ['is not there', [site('sets.localhost', {})], 'not-found'],
  ])('changes nothing when it %s, says so, and is tried again', async (_, sites, problem) => {
    await scene.serve(sites);
    await nextDay();
    expect(names()).toHaveLength(4);
    expect(set()).toMatchObject({ failures: 1, problem: expect.stringMatching(problem) });
    await scene.serve(serving(labs([...towns, 'Quimper'])));
    await nextDay(2);
    expect(names()).toHaveLength(5);
    expect(set()).toMatchObject({ failures: 0, problem: null });
  });
});

describe('what was taken down on request', () => {
  it('is in no record, in no loss report and at no address of one, and does not come back with the next reading', async () => {
    const mail = 'contact@labs.example';
    const withMail = JSON.stringify([
      { name: 'Rennes', url: 'https://labs.example/labs/rennes', city: 'Rennes', links: [], email: mail },
      { name: 'Brest', url: 'https://labs.example/labs/brest', city: 'Brest', links: [] },
      { name: 'Lannion', url: 'https://labs.example/labs/lannion', city: 'Lannion', links: [] },
      { name: 'Vannes', url: 'https://labs.example/labs/vannes', city: 'Vannes', links: [] },
    ]);
    await scene.serve(serving(withMail));
    await nextDay();
    const { records } = scene.observatory;
    expect(records.find('fablabs-france', 'rennes')?.document).toContain(mail);
    const recordsBase = recordsBaseOf({});
    const brest = `${recordsBase}fablabs-france/brest`;
    const lannion = `${recordsBase}fablabs-france/lannion#lieu`;
    const db = openDatabase(scene.dataFolder);
    for (const value of [mail, brest, lannion])
      suppress(db, createSuppressions(db), { value, recordsBase, at: scene.now() });
    db.close();
    await scene.observatory.followSuppressions();
    for (const again of [false, true]) {
      if (again) await nextDay();
      expect(records.find('fablabs-france', 'rennes')?.document).not.toContain(mail);
      expect(set()?.report).not.toContain(mail);
      expect(records.find('fablabs-france', 'brest')).toBeUndefined();
      expect(records.ids('fablabs-france', 0, 10)).toEqual(['rennes', 'vannes']);
      expect(names()).toEqual(['Rennes', 'Vannes']);
    }
  });
});
