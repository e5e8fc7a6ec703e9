import { describe, expect, it } from 'vitest';
import { readThings } from '../../server/bin/records/read-things.ts';
import { applyMapping } from '../../server/crosswalk/apply-mapping.ts';
import { mappingOfWritten } from '../../server/crosswalk/mapping.ts';
import { lookAtFile } from '../../server/crosswalk/sketch/look-at-file.ts';
import { sketchMapping } from '../../server/crosswalk/sketch/sketch-mapping.ts';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

/** What a sketch makes of its own file when nobody has finished it. */
async function unfinished(key: string, file: string, bytes: Uint8Array) {
  const sketch = await sketchMapping(await lookAtFile(() => [bytes], { dataFile: file }, readThings));
  const mapping = mappingOfWritten(sketch.written, {
    key,
    title: { fr: key, en: key },
    dataFile: file,
    source: { page: 'https://set.example/', file: 'https://set.example/data', modified: '2026-01-01' },
    attribution: 'Personne',
    ...(sketch.expected ? { expected: sketch.expected } : {}),
  });
  const { profiles, report } = await applyMapping(mapping, bytes, { readThings });
  return { sketch, report, places: profiles.map(({ profile }) => profile['primaryTopic'] as Record<string, unknown>) };
}

describe('a sketch', () => {
  it('reads a table in Latin-1 with semicolons, axes in metres, and no id', async () => {
    const csv = [
      'Dénomination;Adresse;Code postal;Commune;Courriel;Catégorie;Observations;X;Y',
      'L’Établi;3 rue du Port;29200;Brest;contact@etabli.example;Atelier;ouvert le soir;145000,5;6837000,2',
      'La Ruche;1 place du Marché;29000;Quimper;bonjour@ruche.example;Bureau;;170000,5;6791000,2',
      'Le Phare;2 quai Nord;29100;Douarnenez;;Atelier;;155000,5;6802000,2',
      'La Criée;5 rue Basse;29900;Concarneau;;Bureau;;190000,5;6775000,2',
    ]
      .join('\n')
      .replaceAll('’', "'");
    const { sketch, places, report } = await unfinished('finistere', 'finistere.csv', latin1(csv));
    expect(Object.fromEntries(sketch.guessed.map(({ role, column }) => [role, column]))).toEqual({
      name: 'Dénomination',
      street: 'Adresse',
      postalCode: 'Code postal',
      city: 'Commune',
      email: 'Courriel',
      kind: 'Catégorie',
      longitude: 'X',
      latitude: 'Y',
    });
    expect(sketch.written).toMatchObject({ format: 'csv' });
    expect(sketch).toMatchObject({ expected: { region: '53', departements: ['29'] } });
    expect(sketch.left).toEqual([{ column: 'Observations', filled: 1, examples: ['ouvert le soir'] }]);
    expect(places).toHaveLength(4);
    expect(places[0]).toMatchObject({ name: "L'Établi", address: { postalCode: '29200', addressLocality: 'Brest' } });
    expect(report.guesses.map(({ rule }) => rule)).toContain('lambert-93');
    expect(report.homeless.map(({ column }) => column)).toEqual(['Observations']);
  });

  it('finds the records of a nested file, and quotes what a path must quote', async () => {
    const { sketch, places } = await unfinished(
      'carte',
      'carte.json',
      json({
        ontology: 'map',
        data: { 'les lieux': [1, 2, 3].map((n) => ({ 'n°': n, id: `r${n}`, title: `Lieu ${n}`, geo: [2 + n, 48] })) },
      }),
    );
    expect(sketch.written).toMatchObject({ records: 'data.`les lieux`', id: "$string($lookupColumn('id'))" });
    expect(places.map(({ name }) => name)).toEqual(['Lieu 1', 'Lieu 2', 'Lieu 3']);
  });

  it('reads elements of XML', async () => {
    const xml = '<lieux><lieu id="a"><nom>Un</nom></lieu><lieu id="b"><nom>Deux</nom></lieu></lieux>';
    const { places } = await unfinished('elements', 'lieux.xml', new TextEncoder().encode(xml));
    expect(places.map(({ name }) => name)).toEqual(['Un', 'Deux']);
  });

  it.each([
    ['a single object', json({ nom: 'Seul' }), /no list of records/],
    ['half a file', new TextEncoder().encode('[{"nom": "A"'), /neither JSON .* nor one JSON value a line \(.*line 1/],
    ['a web page', new TextEncoder().encode('<!doctype html><html></html>'), /no linked data/],
  ])('says what is wrong with %s', async (_, bytes, message) => {
    await expect(lookAtFile(() => [bytes], { dataFile: 'x.json' }, readThings)).rejects.toThrow(message);
  });
});
