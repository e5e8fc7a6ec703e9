import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfFormat, mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../server/crosswalk/sketch/sketch-mapping.ts';
import { trialSet } from './trial-set.ts';

const folder = new URL('../../fixtures/sets/', import.meta.url);
/** What a newcomer gets who has written nothing. */
async function byLooking(bytes: Uint8Array, skipBadRows = false) {
  const look = await lookAtFile(() => [bytes], { dataFile: 'essai' }, readThings);
  const sketch = look.like?.isWhole ? undefined : await sketchMapping(look);
  const mapping = sketch
    ? mappingOfWritten(sketch.written, { ...trialSet, ...(sketch.expected ? { expected: sketch.expected } : {}) })
    : await mappingOfFormat(look.like?.name ?? '', trialSet);
  const { profiles, report } = await applyMapping(mapping, bytes, { readThings, skipBadRows });
  return {
    like: look.like?.name,
    places: profiles.map(({ profile }) => profile['primaryTopic'] as Record<string, unknown>),
    modified: profiles.map(({ profile }) => profile['modified']),
    rules: new Set([...report.guesses, ...report.reading].map(({ rule }) => rule)),
    report,
  };
}
const lookedAt = (file: string) => byLooking(readFileSync(new URL(file, folder)));
const at = (latitude: number, longitude: number) => ({
  latitude: expect.closeTo(latitude, 2),
  longitude: expect.closeTo(longitude, 2),
});

describe('a source that nobody has seen', () => {
  it.each([
    [
      'degres-minutes-secondes.csv',
      3,
      'L’Étincelle « labo »',
      at(47.6514, -2.0841),
      ['degrees-and-minutes', 'encoding', 'quotes-inside-cells', 'address-split'],
    ],
    [
      'une-seule-cellule.csv',
      4,
      'La Cale',
      at(48.1173, -1.6778),
      ['decimal-comma', 'located-by-commune', 'scheme-added'],
    ],
    ['cc48.csv', 3, 'Atelier des Halles', at(48.112, -1.677), ['lambert-cc48', 'decimal-comma']],
    ['lambert2-hm.csv', 3, 'Le Grenier', at(48.113, -1.68), ['lambert-2-hm']],
    ['reunion-utm.csv', 4, 'Le Kabar', at(-20.875, 55.448), ['utm-40s']],
    [
      'titres-avant-entete.csv',
      3,
      'La Passerelle',
      { approximate: true },
      ['title-row-skipped', 'same-name-twice', 'spreadsheet-day', 'first-of-several'],
    ],
    ['une-ligne-par-service.csv', 3, 'La Fabrique', at(47.2184, -1.5536), ['rows-merged']],
    ['tableaux-emboites.json', 3, 'Le Phare', at(48.39, -4.48), ['markup-removed']],
    ['formes.geojson', 3, 'Friche Sud', at(48.113, -1.679), ['centre-of-shape', 'lambert-93']],
    ['espaces-de-noms.xml', 2, "L'Épicerie", at(48.7326, -3.4566), ['encoding']],
    ['ligne-cassee.ndjson', 2, 'Le Labo', at(45.767, 4.834), ['axes-swapped', 'number-as-text']],
    ['opendatasoft.csv', 2, 'Le Cube', at(48.82, 2.27), ['latitude-first']],
    ['carte.kml', 2, 'Le Cube', at(48.1173, -1.6778), ['markup-removed']],
    ['axes-inverses.csv', 3, 'Le Mas', at(45.764, 4.8345), ['axes-swapped', 'decimal-comma']],
    ['code-de-la-commune.csv', 2, 'Le Mas', at(48.1173, -1.6778), ['by-the-code-of-the-commune']],
    ['dossiers.kml', 4, 'Lab 1', at(43.3, -0.37), ['address-split', 'markup-removed']],
    ['couches.umap', 3, 'Umap A', at(47.2, 2.1), []],
    ['wkt.csv', 3, 'Espace public numérique', at(43.2965, 5.3698), ['centre-of-shape', 'delimiter']],
    ['par-identifiant.json', 3, 'Un Lieu', at(48.58, 7.75), ['text-as-number']],
    ['georss.xml', 2, 'Rss Un', at(49.44, 1.1), ['latitude-first', 'date-rewritten']],
    ['lignes-en-listes.json', 2, 'Un', { approximate: true }, []],
    ['colonnes-nommees-ailleurs.json', 2, 'Un', undefined, []],
    ['retours-chariot.csv', 3, 'Un', { approximate: true }, ['delimiter']],
    ['archive.zip', 3, 'La Fabrique à Initiatives', at(48.1119, -1.6803), ['unpacked', 'decimal-comma']],
    ['classeur.xlsx', 3, 'Lieu 0', at(46.2, 5.22), ['sheet', 'sheet-not-read', 'leading-zero-added']],
    ['classeur.ods', 3, 'Lieu 0', { approximate: true }, ['sheet', 'sheet-not-read']],
  ] as const)('%s gives its %i places', async (file, count, name, geo, rules) => {
    const { places, rules: found } = await lookedAt(file);
    expect(places).toHaveLength(count);
    expect(places[0]).toMatchObject({ name, ...(geo ? { geo } : {}) });
    expect([...found]).toEqual(expect.arrayContaining([...rules]));
  });

  it.each([
    ['opendatasoft.json', 'opendatasoft', 2, 'Le Cube', at(48.82, 2.27)],
    ['arcgis.json', 'arcgis', 2, 'Le Cube', at(48.113, -1.679)],
    ['wfs-gml2.xml', 'wfs', 2, 'Le Cube', at(48.113, -1.679)],
    ['wfs-gml3.xml', 'wfs', 2, 'Le Cube', at(48.117, -1.678)],
    ['yeswiki.json', 'yeswiki', 2, 'Le Cube', at(43.61, 3.87)],
    ['pair.ttl', 'linked-data', 1, 'La Myne', at(45.77, 4.88)],
    ['essglobal.jsonld', 'linked-data', 1, 'La Coop du port', undefined],
  ] as const)('%s is recognised as %s', async (file, format, count, name, geo) => {
    const { like, places } = await lookedAt(file);
    expect([like, places.length]).toEqual([format, count]);
    expect(places[0]).toMatchObject({ name, ...(geo ? { geo } : {}) });
  });

  it('says of what was merged, refused and left what became of it', async () => {
    const { report, places } = await lookedAt('une-ligne-par-service.csv');
    expect([report.records, report.profiles, report.refused]).toEqual([6, 3, []]);
    expect(places[0]?.['kind']).toHaveLength(2);
    const lines = await lookedAt('ligne-cassee.ndjson');
    expect(lines.report.refused).toEqual([{ row: 2, reason: expect.stringMatching(/^line 2: /) }]);
    const titles = await lookedAt('titres-avant-entete.csv');
    expect(titles.report.homeless.map(({ column }) => column)).toEqual(['column 3', 'Nom (2)']);
    expect(titles.modified).toEqual(['2024-01-30', '2024-03-12', '2024-03-01']);
    expect(titles.places[2]?.['email']).toBe('accueil@voilerie.example');
  });

  it('loses no word that stands in a cell: what no concept says stays as a keyword, and a ticked box is one', async () => {
    const lists = await lookedAt('puces-et-barres.csv');
    expect(lists.places.map(({ keywords }) => keywords)).toEqual([
      ['coworking', 'fablab', 'café'],
      ['Coworking', 'Atelier bois', 'Repair café'],
      ['Coworking', 'Fablab', 'Jardin partagé'],
      ['fablab', 'impression 3D'],
      ['coworking', 'atelier vélo', 'café associatif'],
    ]);
    const boxes = await lookedAt('cases-a-cocher.csv');
    expect(boxes.places.map(({ keywords }) => keywords)).toEqual([
      ['Coworking', 'Atelier partagé', 'Salle de réunion'],
      ['Coworking', 'Salle de réunion', 'Jardin'],
      ['Fablab'],
    ]);
    expect(boxes.rules).toContain('kind-by-its-words');
  });

  it('says streets whole, and reads names and values of a list as columns', async () => {
    const streets = await lookedAt('rue-en-trois-colonnes.csv');
    const streetOf = ({ address }: Record<string, unknown>) => (address as { streetAddress: string }).streetAddress;
    expect(streets.places.map(streetOf)).toEqual(['12 rue de la Paix', '3bis avenue du Pont']);
    const folders = await lookedAt('dossiers.kml');
    expect(folders.places[0]).toMatchObject({ telephone: '0559000001', address: { addressLocality: 'Pau' } });
    expect(folders.report.homeless).toEqual([]);
  });

  it('names places by what differs from row to row, and never by who owns them', async () => {
    const { places } = await lookedAt('scdl-equipements.csv');
    expect(places.map(({ name, siret }) => [name, siret])).toEqual([
      ['Médiathèque Pierre-Moinot', undefined],
      ['CSC Grand Nord', undefined],
    ]);
  });

  it('reads telephone numbers as people write them', async () => {
    const { places, report } = await lookedAt('telephones.csv');
    expect(places.map(({ telephone }) => telephone)).toEqual([
      '03 20 00 00 01',
      '03.20.00.00.02',
      '03-20-00-00-03',
      '+33320000004',
      '+33 3 20 00 00 05',
      '0033 3 20 00 00 06',
      '0320000007',
      '03 20 00 00 08',
      '03 20 00 00 09',
      '03 20 00 00 10',
      undefined,
      '+33 3 20 00 00 12',
      '0800 123 456',
    ]);
    expect(report.dropped.map(({ reason, count }) => [reason, count])).toEqual([
      ['not-a-date', 1],
      ['placeholder', 1],
    ]);
  });

  it('adds no zero to the codes of elsewhere, and assumes no country where it is not said', async () => {
    const { places, rules } = await lookedAt('hors-de-france.csv');
    expect(places.map(({ address }) => (address as { postalCode: string }).postalCode)).toEqual([
      '1070',
      'L-1471',
      '1202',
    ]);
    expect(rules).not.toContain('assumed-of-all');
  });

  it('finds communes whose post is sorted apart, in Corsica and overseas too, and takes CEDEX out of their names', async () => {
    const { places, rules, modified } = await lookedAt('cedex-et-corse.csv');
    expect(places.map(({ address, geo, rna }) => ({ address, geo, rna }))).toMatchObject([
      { address: { postalCode: '20601', addressLocality: 'BASTIA' }, geo: at(42.7, 9.45), rna: 'W2B1000123' },
      { address: { postalCode: '20176', addressLocality: 'AJACCIO' }, geo: at(41.92, 8.74), rna: 'W2A1000456' },
      { address: { postalCode: '97467', addressLocality: 'SAINT-DENIS' }, geo: at(-20.88, 55.45), rna: 'W9R4000789' },
      { address: { postalCode: '97110', addressLocality: 'POINTE A PITRE' }, geo: at(16.24, -61.54) },
      { address: { postalCode: '01000', addressLocality: 'BOURG EN BRESSE' }, geo: at(46.21, 5.23) },
    ]);
    expect([...rules]).toEqual(expect.arrayContaining(['cedex-removed', 'leading-zero-added', 'located-by-commune']));
    expect(modified).toEqual(['2019-03-12', '2020-04-01', '2021-02-05', '2020-06-30', trialSet.source.modified]);
  });

  it('knows a column by its name, whatever form-fillers are told in brackets', async () => {
    const { places, report } = await lookedAt('consignes-entre-parentheses.csv');
    expect(places.map(({ address, telephone, keywords }) => ({ address, telephone, keywords }))).toMatchObject([
      {
        address: { streetAddress: '4 quai de la Fosse', postalCode: '44000', addressLocality: 'Nantes' },
        telephone: '02 40 00 00 01',
        keywords: ['Wi-Fi', 'Salle de réunion'],
      },
      { address: { addressLocality: 'Le Mans' }, telephone: '0243000003', keywords: ['Wi-Fi', 'Kitchen'] },
      { address: { addressLocality: 'Angers' }, telephone: '+33 2 41 00 00 04' },
    ]);
    expect(report.dropped).toMatchObject([
      { column: 'SIRET', reason: 'not-a-register-number', examples: ['7,32829E+13'] },
    ]);
  });

  it('reads a sheet whose header has two rows and whose places cover several', async () => {
    const { places, report } = await lookedAt('entete-a-deux-lignes.xlsx');
    expect(places.map(({ name, telephone, keywords }) => [name, telephone, keywords])).toEqual([
      ['Le Quai des possibles', '02 98 00 00 01', ['coworking', 'repair café', 'fablab']],
      ['La Halle', '02 98 00 00 02', ['café associatif']],
      ['La Grange', '02 97 00 00 03', ['jardin partagé', 'ressourcerie']],
    ]);
    expect(places.map(({ address }) => address)).toMatchObject([
      { streetAddress: '3 rue du Port', addressLocality: 'Brest' },
      { streetAddress: '1 place de la Halle', addressLocality: 'Morlaix' },
      { streetAddress: 'Le Bourg', addressLocality: 'Gourin' },
    ]);
    expect(report.homeless.map(({ column }) => column)).toEqual(['Département']);
    expect(report.reading).toContainEqual(expect.objectContaining({ rule: 'merged-cell', count: 15 }));
    expect(report.reading).toContainEqual(expect.objectContaining({ rule: 'header-of-two-rows' }));
  });

  it('takes nobody who is named below a group of columns for the place', async () => {
    const { places, report } = await lookedAt('entete-a-deux-lignes.csv');
    expect(places.map(({ name, email }) => [name, email])).toEqual([
      ['Le Quai', 'bonjour@quai.example'],
      ['La Halle', 'halle@halle.example'],
      ['La Grange', undefined],
    ]);
    expect(report.homeless.map(({ column }) => column)).toEqual(['Référent Nom', 'Référent Courriel']);
  });

  it('puts areas at their middle beside points, and names the folders that it does not read', async () => {
    const { places, report } = await lookedAt('aires-et-points.kml');
    expect(places.map(({ geo }) => geo)).toEqual(
      [at(50.6292, 3.0573), at(43.2965, 5.3698), at(43.6005, 1.4405)].map((geo) => expect.objectContaining(geo)),
    );
    expect(report.homeless).toEqual([]);
    expect(report.reading).toContainEqual({
      column: '(file)',
      rule: 'folder-not-read',
      count: 2,
      examples: ['Ateliers', 'Jardins'],
    });
  });

  it('takes the first of several numbers and addresses, in a list or in a row', async () => {
    const lists = await lookedAt('telephones-en-liste.json');
    expect(lists.places.map(({ telephone }) => telephone)).toEqual(['04 95 00 00 01', '0474000003', undefined]);
    expect(lists.modified).toEqual(['2021-09-03', trialSet.source.modified, '2021-12-12']);
    const rows = await lookedAt('deux-numeros-accoles.geojson');
    expect(rows.places.map(({ telephone }) => telephone)).toEqual(['0495000001', '04.72.00.00.03', undefined]);
    expect(rows.places[2]?.['url']).toBe('https://2rives.example');
    for (const { report } of [lists, rows])
      expect(report.guesses.filter(({ rule }) => rule === 'first-of-several')).not.toEqual([]);
  });

  it('reads when the public may come, and where cells were merged the rows that have none', async () => {
    const { places } = await lookedAt('cellules-fusionnees.csv');
    expect(places.map(({ openingHours }) => openingHours)).toEqual([
      'du lundi au vendredi de 9h à 12h et de 14h à 17h30',
      'mardi et jeudi : 14h-18h',
      'sur rendez-vous',
      'tous les jours sauf dimanche',
    ]);
    expect(places[1]).toMatchObject({ address: { postalCode: '29200' }, geo: { approximate: true } });
  });

  it('reads postal codes that a spreadsheet shows as powers of ten', async () => {
    const { places, rules } = await byLooking(
      new TextEncoder().encode(
        'nom;code postal;ville\nA;2E+04;Ajaccio\nB;3,5E+04;Rennes\nC;35200;Rennes\nD;35700;Rennes\nE;56100;Lorient\n',
      ),
    );
    expect(places.map(({ address }) => (address as { postalCode: string }).postalCode)).toEqual([
      '20000',
      '35000',
      '35200',
      '35700',
      '56100',
    ]);
    expect(rules).toContain('scientific-notation');
  });

  it('makes no place of a row of totals', async () => {
    const { places, report } = await lookedAt('ligne-de-totaux.csv');
    expect([places.length, report.refused]).toEqual([3, [{ row: 4, id: 'total', reason: 'a row of totals' }]]);
  });

  it('makes no place of totals in the column of addresses, nor of averages in those of positions and codes', async () => {
    const { places, report } = await lookedAt('totaux-et-activites.csv');
    expect(places.map(({ name }) => name)).toEqual(["L'Établi", 'La Grange', 'Le Fournil']);
    expect(report.refused.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'a row of totals'],
      [5, 'a row of totals'],
    ]);
  });

  it('reads practices from a column that asks what is done there', async () => {
    const { places, report } = await lookedAt('totaux-et-activites.csv');
    expect([places[1]?.['keywords'], report.homeless]).toEqual([['couture', 'jardinage'], []]);
  });

  it('repeats nobody’s name or address in its report', async () => {
    const { report } = await lookedAt('questionnaire.csv');
    const told = JSON.stringify(report);
    expect(report.homeless).toContainEqual({ column: 'Votre nom et prénom', count: 2, examples: ['…'] });
    expect(told).not.toMatch(/Jeanne|Le Goff|paul@|martin@/);
  });

  it('is refused whole where cells have slipped, unless such rows are to be left out', async () => {
    const bytes = readFileSync(new URL('colonnes-decalees.csv', folder));
    await expect(byLooking(bytes)).rejects.toThrow(/line 2 has 5 cells and the header 4.*--skip-bad-rows/);
    const { places, report } = await byLooking(bytes, true);
    expect(places.map(({ name }) => name)).toEqual(['La Cale']);
    expect(report.refused).toEqual([{ row: 1, reason: 'line 2 has 5 cells and the header 4' }]);
  });

  it.each([
    ['an archive that is cut', 'PK\x03\x04xl/workbook.xml', /archive \(zip\), and it is cut/],
    ['an old spreadsheet', '\xd0\xcf\x11\xe0', /save it as CSV/],
    ['a PDF', '%PDF-1.7', /PDF/],
    ['cut and compressed', '\x1f\x8b\x08', /gzip.*cut/],
    ['nothing', '', /empty/],
    ['a page without data', '<!doctype html><html><body><p>Bonjour</p></body></html>', /no linked data/],
  ])('that is %s is told what to do with', async (_, text, message) => {
    await expect(byLooking(Buffer.from(text, 'latin1'))).rejects.toThrow(message);
  });

  it('may be JSON in UTF-16, with a mark or without', async () => {
    const text = JSON.stringify([{ nom: 'L’Été' }, { nom: 'L’Hiver' }]);
    const little = Buffer.from(text, 'utf16le');
    const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()]);
    for (const bytes of [little, big])
      expect((await byLooking(bytes)).places.map(({ name }) => name)).toEqual(['L’Été', 'L’Hiver']);
  });

  it.each([
    ['archive-de-deux.zip', /2 files \(a\.csv, b\.csv\): say which with --inside "a\.csv"/],
    ['topojson.json', /TopoJSON.*export it as GeoJSON/],
  ])('%s is told what to do with', async (file, message) => {
    await expect(lookedAt(file)).rejects.toThrow(message);
  });
});
