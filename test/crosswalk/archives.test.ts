import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { chooseFile } from '../../server/crosswalk/unpacking/choose-file.ts';
import { unpack } from '../../server/crosswalk/unpacking/unpack.ts';

async function read(bytes: Uint8Array, inside?: string) {
  const told: string[] = [];
  const pieces: Uint8Array[] = [];
  for await (const piece of unpack([bytes], ({ why, value }) => told.push(`${why} ${value}`), inside))
    pieces.push(piece);
  return { text: Buffer.concat(pieces).toString('utf8'), told };
}
const zip = (files: Readonly<Record<string, string>>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

describe('an archive', () => {
  it.each([
    [['lieux.csv', 'LISEZMOI.txt', 'licence.csv', 'lieux.prj', 'schema-lieux.json', 'Métadonnées.xml'], 'lieux.csv'],
    [
      ['export/données/lieux.geojson', 'export/fiche.xml', '__MACOSX/export/._lieux.geojson'],
      'export/données/lieux.geojson',
    ],
    [['lieux.xml', 'modele.xsd', 'datapackage.json', 'dictionnaire-des-donnees.csv'], 'lieux.xml'],
    [['lieux.txt', 'plan.pdf'], 'lieux.txt'],
    [['licences-de-spectacle.csv'], 'licences-de-spectacle.csv'],
  ])('of %j is its one file of data, %s', (names, expected) => {
    expect(chooseFile(names, undefined).name).toBe(expected);
  });

  it('with several files of data is refused with their names, unless one is named', async () => {
    const bytes = zip({ 'a.csv': 'nom\nA\n', 'dossier/b.csv': 'nom\nB\n', 'LISEZMOI.txt': 'Bonjour' });
    await expect(read(bytes)).rejects.toThrow('2 files (a.csv, dossier/b.csv): say which with --inside "a.csv"');
    for (const inside of ['dossier/b.csv', 'b.csv'])
      expect(await read(bytes, inside)).toEqual({
        text: 'nom\nB\n',
        told: ['unpacked dossier/b.csv', 'file-not-read a.csv'],
      });
    await expect(read(bytes, 'c.csv')).rejects.toThrow(
      'no one file c.csv in the archive, which has a.csv, dossier/b.csv',
    );
  });

  it('tells of what may be data beside what is read', async () => {
    const { text, told } = await read(zip({ 'lieux.csv': 'nom\nA\n', 'anciens.txt': 'nom\nB\n' }));
    expect([text, told]).toEqual(['nom\nA\n', ['unpacked lieux.csv', 'file-not-read anciens.txt']]);
  });

  it('may be a spreadsheet, of which another sheet is named', async () => {
    for (const file of ['classeur.xlsx', 'classeur.ods']) {
      const bytes = readFileSync(new URL(`../../fixtures/sets/${file}`, import.meta.url));
      const { told } = await read(bytes);
      const other = /^sheet-not-read (.+): \d+ rows$/.exec(told[1] ?? '')?.[1] ?? '';
      expect((await read(bytes, other)).told[0]).toBe(`sheet ${other}`);
      await expect(read(bytes, 'Nulle part')).rejects.toThrow(/no sheet Nulle part in the spreadsheet, which has .+, /);
    }
  });

  it('is what --inside speaks of, and nothing else', async () => {
    await expect(read(strToU8('nom\nA\n'), 'a.csv')).rejects.toThrow(/leave out --inside/);
  });
});
