import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { listMappings } from '../../server/crosswalk/list-mappings.ts';
import { locateMapped } from '../../server/crosswalk/locate-mapped.ts';
import type { Mapping } from '../../server/crosswalk/mapping.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { auvergne, fablabs, maineEtLoire, susy } from './other-samples.ts';

const root = new URL('../../', import.meta.url);
const contexts = new Map([
  [
    'https://w3id.org/obsidienne/context.jsonld',
    JSON.parse(readFileSync(new URL('ontology/context.jsonld', root), 'utf8')) as object,
  ],
]);
const mappings = new Map((await listMappings()).map((mapping) => [mapping.key, mapping]));

function mappingOf(key: string): Mapping {
  const mapping = mappings.get(key);
  if (!mapping) throw new Error(`no mapping ${key}`);
  return mapping;
}
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const topic = (mapped: { profile: Readonly<Record<string, unknown>> } | undefined) =>
  mapped?.profile['primaryTopic'] as Record<string, unknown>;

/** Shaped like the real records, with the dirt found in them; the places are invented. */
const bretagne = {
  type: 'FeatureCollection',
  features: [
    feature({
      id: '1',
      name: 'Fablab du Phare',
      structure: 'fablabMIT',
      adresse: 'Maison du Port<br />3, quai des &amp; Filets',
      cp: '29200',
      ville: 'Brest',
      web: 'bit.ly/1abc',
      email: 'contact@phare.example',
      tel: '02 98 00 00 00 ',
      twitter: '@phare',
    }),
    feature(
      {
        id: '2',
        name: 'La Ruche',
        organisation: 'Association',
        structure: 'cantine',
        cp: '44000',
        ville: 'Nantes',
        email: 'masque@example.org',
      },
      [-1.55, 47.21],
    ),
    feature(
      {
        id: '3',
        name: 'Bidouille',
        organisation: 'Les Amis',
        structure: 'hakerspace',
        cp: '35000',
        ville: 'Rennes',
        email: 'jdupont@amis.example',
      },
      [-1.67, 48.11],
    ),
    feature(
      { id: '4', name: 'Parcours numérique', structure: 'formation', cp: '56100', ville: 'Lorient' },
      [-3.36, 47.74],
    ),
  ],
};

function feature(properties: Record<string, string>, coordinates = [-4.49, 48.39]) {
  const empty = { organisation: '', adresse: '', web: '', twitter: '', mastodon: '', email: '', tel: '', rss: '' };
  return { type: 'Feature', properties: { ...empty, ...properties }, geometry: { type: 'Point', coordinates } };
}

const centre = [
  place({
    gid: 1,
    c_nom: 'MÉDIATHÈQUE',
    c_categories_espace: '{Médiathèque,EPN}',
    c_acces_pmr: 'oui',
    c_formation: 'non',
    c_formation_detail: '--',
    c_courriel: 'mediatheque@ville.example',
    c_horaire_ouverture: '9h à 12h / 14h à  18h',
    c_jours_semaine: '{Mardi,Samedi}',
    c_varchar_public_cible: 'Tous publics',
  }),
  place({
    gid: 2,
    c_nom: 'LE BUREAU',
    c_categories_espace: '{Coworking}',
    c_telephone: 237641660,
    c_site_web: 'www.bureau.example',
    c_espace_teletravail: 'oui',
    c_varchar_public_cible: 'Télétravailleurs, Martiens',
    c_horaire_ouverture: 'Sur RDV',
  }),
  place({
    gid: 3,
    c_nom: 'EPN PERDU',
    c_categories_espace: '{EPN}',
    c_lat_coor1: 43.65,
    c_long_coor1: 6.12,
    c_telephone: '-',
    c_site_web: 'facebook :  perdu',
  }),
  place({ gid: 3, c_nom: 'DOUBLON', c_categories_espace: '{"Promeneur du net",autres}' }),
  place({ gid: 5, c_nom: '  ', c_categories_espace: '{EPN}' }),
];

function place(columns: Record<string, string | number>) {
  return {
    c_adresse: '1 rue du Four',
    c_postcode: 37000,
    c_city: 'TOURS',
    c_lat_coor1: 47.39,
    c_long_coor1: 0.69,
    c__edit_datemaj: '2020/06/30 14:16:50.898',
    c_b_epn: 0,
    c_raison_sociale: 'UNE PERSONNE',
    ...columns,
  };
}

describe('the mapping of the Brittany set', () => {
  const applied = applyMapping(mappingOf('bretagne-2020'), bytes(bretagne));

  it('makes of each record what it says, as text', async () => {
    const { profiles } = await applied;
    expect(profiles.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
    expect(profiles[0]?.profile).toMatchObject({
      id: '',
      license: 'https://creativecommons.org/licenses/by/4.0/',
      creditText: 'MapLab BZH (G. Rouan, 2020), CC BY 4.0',
      modified: '2020-05-26',
    });
    expect(topic(profiles[0])).toEqual({
      id: '#lieu',
      type: 'ThirdPlace',
      name: 'Fablab du Phare',
      address: {
        type: 'PostalAddress',
        streetAddress: 'Maison du Port, 3, quai des & Filets',
        postalCode: '29200',
        addressLocality: 'Brest',
        addressCountry: 'FR',
      },
      geo: { type: 'GeoCoordinates', latitude: 48.39, longitude: -4.49 },
      url: 'https://bit.ly/1abc',
      telephone: '02 98 00 00 00',
      email: 'contact@phare.example',
      kind: ['https://w3id.org/obsidienne/kinds/fablab'],
      practice: 'https://w3id.org/obsidienne/practices/digital-fabrication',
      keywords: 'fablab',
    });
  });

  it('tells kinds apart and calls the rest "other" with its own word', async () => {
    const { profiles } = await applied;
    expect(profiles.map((mapped) => [topic(mapped)['kind'], topic(mapped)['keywords']])).toEqual([
      [['https://w3id.org/obsidienne/kinds/fablab'], 'fablab'],
      [['https://w3id.org/obsidienne/kinds/coworking'], 'cantine numérique'],
      [['https://w3id.org/obsidienne/kinds/fablab'], 'hackerspace'],
      [['https://w3id.org/obsidienne/kinds/other'], 'formation'],
    ]);
  });

  it('names the organisation as an entity of its own, unless it is only a legal form', async () => {
    const { profiles } = await applied;
    expect(topic(profiles[1])['operatedBy']).toBeUndefined();
    expect(topic(profiles[2])['operatedBy']).toEqual({ id: '#structure', type: 'Organization', name: 'Les Amis' });
  });

  it('reports all that was lost, and repeats no personal address', async () => {
    const { report } = await applied;
    expect(report).toEqual({
      records: 4,
      profiles: 4,
      reading: [],
      homeless: [],
      ignored: [
        {
          column: 'geometry.type',
          count: 4,
          examples: ['Point'],
          reason: expect.objectContaining({ en: 'Always “Point”.' }),
        },
        { column: 'twitter', count: 1, examples: ['@phare'], reason: expect.anything() },
      ],
      dropped: [
        { column: 'email', count: 1, examples: ['masque@example.org'], reason: 'masked' },
        { column: 'email', count: 1, examples: ['…@amis.example'], reason: 'personal-e-mail' },
        { column: 'organisation', count: 1, examples: ['Association'], reason: 'not-a-name' },
      ],
      guesses: [
        {
          column: 'adresse',
          count: 1,
          examples: ['Maison du Port<br />3, quai des &amp; Filets → Maison du Port 3, quai des & Filets'],
          rule: 'markup-removed',
        },
        { column: 'tel', count: 1, examples: ['02 98 00 00 00 → 02 98 00 00 00'], rule: 'blanks-removed' },
        { column: 'web', count: 1, examples: ['bit.ly/1abc → https://bit.ly/1abc'], rule: 'scheme-added' },
      ],
      refused: [],
      refusals: [],
    });
  });

  it('tells a place beyond the région from a misplaced one', async () => {
    const { profiles } = await applied;
    const outside = profiles.flatMap(({ profile }) => locateMapped(mappingOf('bretagne-2020'), profile) ?? []);
    expect(outside.map(({ name, cause }) => [name, cause])).toEqual([['La Ruche', 'beyond']]);
    expect(outside[0]?.reason.fr).toContain('hors de la région Bretagne');
  });
});

describe('the mapping of the Centre-Val de Loire set', () => {
  const applied = applyMapping(mappingOf('centre-val-de-loire'), bytes(centre));

  it('reads flags, lists, numbers and plain opening hours', async () => {
    const { profiles } = await applied;
    const days = ['https://schema.org/Tuesday', 'https://schema.org/Saturday'];
    expect(profiles[0]?.profile['modified']).toBe('2020-06-30');
    expect(topic(profiles[0])).toMatchObject({
      kind: ['https://w3id.org/obsidienne/kinds/cultural-place'],
      practice: ['https://w3id.org/obsidienne/practices/digital-mediation'],
      access: 'https://w3id.org/obsidienne/access/step-free',
      audience: ['https://w3id.org/obsidienne/audiences/everyone'],
      email: 'mediatheque@ville.example',
      address: { postalCode: '37000' },
      openingHoursSpecification: [
        { type: 'OpeningHoursSpecification', dayOfWeek: days, opens: '09:00', closes: '12:00' },
        { type: 'OpeningHoursSpecification', dayOfWeek: days, opens: '14:00', closes: '18:00' },
      ],
    });
    expect(topic(profiles[0])['descriptionIn']).toBeUndefined();
    expect(topic(profiles[1])).toMatchObject({ telephone: '0237641660', url: 'https://www.bureau.example' });
  });

  it('refuses a repeated id and a nameless record, and says which', async () => {
    const { report } = await applied;
    expect(report.refused).toEqual([
      { row: 4, id: '3', reason: 'same id as row 3' },
      { row: 5, id: '5', reason: 'no name' },
    ]);
  });

  it('says what it could not use', async () => {
    const { report } = await applied;
    expect(report.homeless).toEqual([]);
    expect(report.dropped).toEqual([
      { column: 'c_formation_detail', count: 1, examples: ['--'], reason: 'placeholder' },
      { column: 'c_horaire_ouverture', count: 1, examples: ['Sur RDV'], reason: 'hours-not-plain-enough' },
      { column: 'c_site_web', count: 1, examples: ['facebook :  perdu'], reason: 'not-a-web-address' },
      { column: 'c_telephone', count: 1, examples: ['-'], reason: 'placeholder' },
      { column: 'c_varchar_public_cible', count: 1, examples: ['Martiens'], reason: 'no-concept-in-audiences' },
    ]);
  });

  it('gives a misplaced point its distance and reason', async () => {
    const { profiles } = await applied;
    const [lost] = profiles.flatMap(({ profile }) => locateMapped(mappingOf('centre-val-de-loire'), profile) ?? []);
    expect(lost).toMatchObject({ name: 'EPN PERDU', cause: 'misplaced' });
    expect(lost?.km).toBeGreaterThan(300);
    expect(lost?.reason.en).toContain('Var (83)');
  });
});

describe('every mapping', () => {
  const samples = new Map<string, unknown>([
    ['bretagne-2020', bretagne],
    ['centre-val-de-loire', centre],
    ['auvergne-rhone-alpes', auvergne],
    ['maine-et-loire', maineEtLoire],
    ['fablabs-france', fablabs],
    ['ess-europe-susy', susy],
  ]);

  it.each([...mappings.values()])('$key gives profiles that our reader reads without a remark', async (mapping) => {
    const { profiles } = await applyMapping(mapping, bytes(samples.get(mapping.key)));
    expect(profiles.length).toBeGreaterThan(0);
    for (const { profile } of profiles) {
      const body = bytes(profile);
      const reading = await parseDocument(
        { url: 'https://set.example/1', mediaType: 'application/ld+json', body },
        contexts,
      );
      expect(reading.notes).toEqual([]);
      // A key that our context does not know would land in schema.org's namespace, where no such term is meant.
      const predicates = new Set(reading.quads.map(({ predicate }) => predicate.value));
      expect(predicates).toContain('https://w3id.org/obsidienne/ns#kind');
      expect(predicates.has('http://purl.org/dc/terms/license')).toBe(mapping.license !== undefined);
    }
  });
});

/** Where the published files may be, as they are or in `places/`. */
const realFolders = [process.env['OBSIDIENNE_REAL_DATA'], fileURLToPath(new URL('../shared/data', root))]
  .filter((folder) => folder !== undefined)
  .flatMap((folder) => [folder, join(folder, 'places')]);
const expected = new Map([
  ['bretagne-2020', { file: 121, sample: 4, refused: 0, data: bretagne as unknown }],
  ['centre-val-de-loire', { file: 426, sample: 3, refused: 0, data: centre as unknown }],
  ['auvergne-rhone-alpes', { file: 687, sample: 1, refused: 0, data: auvergne as unknown }],
  ['maine-et-loire', { file: 222, sample: 1, refused: 21, data: maineEtLoire as unknown }],
  ['fablabs-france', { file: 135, sample: 1, refused: 0, data: fablabs as unknown }],
]);

/** One set has 188 columns, most of them in a handful of records: what found no home there is told and not mapped. */
const complete = [...mappings.values()].filter(({ key }) => key !== 'ess-europe-susy');

describe.each(complete)('$key on the whole set', (mapping) => {
  const input = expected.get(mapping.key);
  const file = realFolders.map((folder) => join(folder, mapping.dataFile)).find(existsSync);
  const name = file ? 'the published file' : 'the sample of this test, for want of the published file';

  it(`gives every record of ${name} a profile and leaves no column without a home`, async () => {
    const { profiles, report } = await applyMapping(mapping, file ? readFileSync(file) : bytes(input?.data));
    expect(profiles).toHaveLength((file ? input?.file : input?.sample) ?? Number.NaN);
    expect(report.homeless).toEqual([]);
    if (file) expect(report.refused).toHaveLength(input?.refused ?? Number.NaN);
  });
});
