import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfFormat, mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../server/crosswalk/sketch/sketch-mapping.ts';

const folder = new URL('../../fixtures/sets/', import.meta.url);
const details = {
  key: 'essai',
  title: { fr: 'Essai', en: 'Trial' },
  dataFile: 'essai',
  source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
  attribution: 'Personne',
};

/** What a newcomer gets who has written nothing. */
async function byLooking(bytes: Uint8Array, skipBadRows = false) {
  const look = await lookAtFile(() => [bytes], 'essai', readThings);
  const sketch = look.like?.isWhole ? undefined : await sketchMapping(look);
  const mapping = sketch
    ? mappingOfWritten(sketch.written, { ...details, ...(sketch.expected ? { expected: sketch.expected } : {}) })
    : await mappingOfFormat(look.like?.name ?? '', details);
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
  ] as const)('%s gives its %i places', async (file, count, name, geo, rules) => {
    const { places, rules: found } = await lookedAt(file);
    expect(places).toHaveLength(count);
    expect(places[0]).toMatchObject({ name, geo });
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

  it('is refused whole where cells have slipped, unless such rows are to be left out', async () => {
    const bytes = readFileSync(new URL('colonnes-decalees.csv', folder));
    await expect(byLooking(bytes)).rejects.toThrow(/line 2 has 5 cells and the header 4.*--skip-bad-rows/);
    const { places, report } = await byLooking(bytes, true);
    expect(places.map(({ name }) => name)).toEqual(['La Cale']);
    expect(report.refused).toEqual([{ row: 1, reason: 'line 2 has 5 cells and the header 4' }]);
  });

  it.each([
    ['a spreadsheet', 'PK\x03\x04xl/workbook.xml', /spreadsheet.*save it as CSV/],
    ['a PDF', '%PDF-1.7', /PDF/],
    ['an archive', '\x1f\x8b\x08', /gunzip/],
    ['nothing', '', /empty/],
    ['a page without data', '<!doctype html><html><body><p>Bonjour</p></body></html>', /no linked data/],
  ])('that is %s is told what to do with', async (_, text, message) => {
    await expect(byLooking(Buffer.from(text, 'latin1'))).rejects.toThrow(message);
  });
});
