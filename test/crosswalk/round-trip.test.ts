import { describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { internationalNumber } from '../../server/crosswalk/international-number.ts';
import { mappingOfFormat, mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../server/crosswalk/sketch/sketch-mapping.ts';
import { readForeignFormats, writeAs } from '../../server/crosswalk/write-as.ts';
import { trialSet } from './trial-set.ts';

const concept = (scheme: string, key: string, fr: string) => ({
  kind: 'concept',
  concept: { scheme, key, iri: `https://w3id.org/obsidienne/${scheme}/${key}`, label: { fr, en: fr } },
});
/** As the API answers for one place. */
const place = {
  key: 'le-quai',
  iri: 'https://quai.example/fiche#lieu',
  type: 'place',
  name: 'Le Quai',
  description: { fr: 'Un atelier.' },
  url: 'https://quai.example/',
  image: 'https://quai.example/photo.jpg',
  contact: { email: 'contact@quai.example', telephone: '02 98 00 00 01' },
  address: { street: '1 quai Nord', postalCode: '29200', locality: 'Brest', country: 'FR' },
  communeCode: '29019',
  position: { lat: 48.39, lon: -4.49 },
  openingHours: [{ days: ['Monday', 'Tuesday'], opens: '09:00', closes: '12:00' }],
  provenance: {
    source: 'https://quai.example/fiche',
    readAt: '2026-01-02T00:00:00Z',
    changedAt: '2026-01-02T00:00:00Z',
    license: 'https://spdx.org/licenses/etalab-2.0',
    attribution: 'Association des ateliers',
  },
  properties: {
    kind: [concept('kinds', 'fablab', 'fablab')],
    practice: [concept('practices', 'digital-mediation', 'médiation numérique')],
    keywords: [{ kind: 'text', text: { fr: 'vélo' } }],
    siret: [{ kind: 'text', value: '13002526500013' }],
  },
};
/** Written in a format of others, and read back by whoever knows nothing of us. */
async function thereAndBack(
  name: string,
  list: (document: object) => unknown = (document) => [document],
  more: object = {},
) {
  const format = readForeignFormats().find((one) => one.name === name);
  if (!format) throw new Error(`no ${name}`);
  const written = await writeAs(format, { ...place, ...more }, 'fr');
  const bytes = new TextEncoder().encode(JSON.stringify(list(written.document)));
  const look = await lookAtFile(() => [bytes], { dataFile: 'essai' }, readThings);
  const mapping = look.like?.isWhole
    ? await mappingOfFormat(look.like.name, trialSet)
    : mappingOfWritten((await sketchMapping(look)).written, trialSet);
  const { profiles, report } = await applyMapping(mapping, bytes, { readThings });
  return { written, like: look.like?.name, back: profiles[0]?.profile['primaryTopic'], report };
}

const position = { latitude: 48.39, longitude: -4.49 };

describe('a place that goes out and comes back', () => {
  it('as Murmurations says what its schema has room for, and names what it loses', async () => {
    const { written, like, back, report } = await thereAndBack('murmurations');
    expect(written.document).toMatchObject({
      telephone: '+33298000001',
      contact_details: { email: 'contact@quai.example' },
      tags: ['fablab', 'médiation numérique', 'vélo'],
    });
    expect(like).toBe('murmurations');
    expect(back).toMatchObject({
      name: 'Le Quai',
      description: 'Un atelier.',
      geo: position,
      url: 'https://quai.example/',
      email: 'contact@quai.example',
      telephone: '+33298000001',
      keywords: ['fablab', 'médiation numérique', 'vélo'],
      kind: 'https://w3id.org/obsidienne/kinds/fablab',
      address: { addressLocality: 'Brest', addressCountry: 'FR' },
    });
    // Whom to credit is said of the whole set.
    expect(report.homeless.map(({ column }) => column)).toEqual(['attribution', 'license', 'source_url']);
  });

  it('as SpaceAPI keeps name, place and contact', async () => {
    const { written, like, back, report } = await thereAndBack('spaceapi');
    expect(written.document).toMatchObject({ location: { country_code: 'FR' }, contact: { phone: '+33298000001' } });
    expect(like).toBe('spaceapi');
    expect(back).toMatchObject({ name: 'Le Quai', geo: position, email: 'contact@quai.example' });
    expect(report.homeless.map(({ column }) => column)).toEqual(['ext_attribution', 'ext_license', 'ext_source']);
  });

  it('as the national schema keeps to its patterns, and comes back with its practices', async () => {
    const { written, back } = await thereAndBack('mednum');
    const { telephone, code_postal, code_insee, date_maj, services } = written.document;
    expect(telephone).toMatch(/^(\+33|\+590|\+594|\+262|\+596|\+269|\+687|\+689|\+508|\+681)(\d){6,9}$/);
    expect(code_postal).toMatch(/^\d{5}$/);
    expect(code_insee).toMatch(/^([013-9]\d|2[AB1-9])\d{3}$/);
    expect(date_maj).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(services).toBe('Maîtrise des outils numériques du quotidien');
    expect(back).toMatchObject({ name: 'Le Quai', geo: position, siret: '13002526500013' });
  });

  it('as schema.org and PAIR is linked data, and keeps name, place and contact', async () => {
    for (const name of ['schema-org', 'pair']) {
      const { like, back } = await thereAndBack(name, (document) => document);
      expect([name, like]).toEqual([name, 'linked-data']);
      expect(back).toMatchObject({ name: 'Le Quai', sameAs: 'https://quai.example/fiche#lieu', geo: position });
    }
  });
});

describe('what a place says, whatever its letters', () => {
  const name = `=cmd|' /C calc'!A0 ; "L’Étincelle" & Cie, 東京`;
  const text = 'Première ligne\n- deuxième ; "citée"\n\n@tous < 3 €';

  it.each(['murmurations', 'spaceapi', 'mednum', 'schema-org', 'pair'])(
    'comes back as it was by %s',
    async (format) => {
      const isLinked = format === 'schema-org' || format === 'pair';
      const more = { name, description: { fr: text }, contact: {}, image: '' };
      const { back } = await thereAndBack(format, (document) => (isLinked ? document : [document]), more);
      expect(back).toMatchObject({ name });
      expect(back).not.toHaveProperty('email');
      // Room for a description: not in SpaceAPI.
      if (format !== 'spaceapi') expect(back).toMatchObject({ description: text });
    },
  );
});

describe('a telephone number for other countries', () => {
  it.each([
    ['02 98 00 00 01', '+33298000001'],
    ['+33 (0)2.98.00.00.01', '+33298000001'],
    ['0033 298000001', '+33298000001'],
    ['0262 00 00 01', '+262262000001'],
    ['3949', undefined],
    [undefined, undefined],
  ])('%s is %s', (written, expected) => expect(internationalNumber(written)).toBe(expected));
});
