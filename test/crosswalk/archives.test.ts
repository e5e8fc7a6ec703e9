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

/** A spreadsheet of inline texts, with merged cells as Excel writes them. */
function xlsx(rows: readonly (readonly string[])[], merged: readonly string[]) {
  const cell = (text: string, at: string) =>
    text === '' ? `<c r="${at}"/>` : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const data = rows.map(
    (row, y) => `<row r="${y + 1}">${row.map((text, x) => cell(text, `${'ABCDEF'[x]}${y + 1}`)).join('')}</row>`,
  );
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006';
  return zip({
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Notes" sheetId="1" r:id="rId3"/><sheet name="Lieux &amp; cie" sheetId="2" r:id="rId7"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId3" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Type="${relations}/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData><mergeCells><mergeCell ref="A1:A9"/></mergeCells></worksheet>`,
    'xl/worksheets/sheet2.xml': `<worksheet xmlns="${main}"><sheetData>${data.join('')}</sheetData><mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`,
  });
}

/** The same as LibreOffice writes it: covered cells stand in the rows. */
function ods(rows: string) {
  const office = 'urn:oasis:names:tc:opendocument:xmlns';
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
    'content.xml': `<office:document-content xmlns:office="${office}:office:1.0" xmlns:table="${office}:table:1.0" xmlns:text="${office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Lieux">${rows}</table:table></office:spreadsheet></office:body></office:document-content>`,
  });
}

describe('merged cells', () => {
  const expected = [
    'Région,Nom,Ville',
    'Bretagne,Le quai,Rennes',
    'Bretagne,La halle,Brest',
    'Occitanie,La grange,Foix',
  ];

  it('of an xlsx are said in each row that they cover, and told', async () => {
    const rows = [
      ['Liste', '', ''],
      ['Région', 'Nom', 'Ville'],
      ['Bretagne', 'Le quai', 'Rennes'],
      ['', 'La halle', 'Brest'],
      ['', '', ''],
      ['Occitanie', 'La grange', 'Foix'],
    ];
    const { text, told } = await read(xlsx(rows, ['A1:C1', 'A3:A5', 'B99:B1048576', 'ZZZ1:ZZZ4', 'A1']));
    expect(text.split('\n').filter((line) => !/^(?:Liste)?,*$/.test(line))).toEqual(expected);
    expect(told).toEqual(['sheet Lieux & cie', 'sheet-not-read Notes: 1 rows', 'merged-cell Bretagne (+ 1)']);
  });

  it('of an ods too, and what they cover moves nothing to the left', async () => {
    const cell = (text: string, more = '') => `<table:table-cell${more}><text:p>${text}</text:p></table:table-cell>`;
    const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
    const covered = '<table:covered-table-cell/>';
    const { text, told } = await read(
      ods(
        row(
          cell('Liste', ' table:number-columns-spanned="3"'),
          '<table:covered-table-cell table:number-columns-repeated="2"/>',
        ) +
          row(cell('Région'), cell('Nom'), cell('Ville')) +
          row(cell('Bretagne', ' table:number-rows-spanned="3"'), cell('Le quai'), cell('Rennes')) +
          row(covered, cell('La halle'), cell('Brest')) +
          row(covered) +
          row(cell('Occitanie'), cell('La grange'), cell('Foix')) +
          '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>',
      ),
    );
    expect(text.split('\n').filter(Boolean)).toEqual(['Liste,,', ...expected]);
    expect(told).toEqual(['sheet Lieux', 'merged-cell Bretagne (+ 1)']);
  });

  it('that hold something else below are not believed', async () => {
    const rows = [
      ['Région', 'Nom'],
      ['Bretagne', 'Le quai'],
      ['Corse', 'La halle'],
    ];
    const { text, told } = await read(xlsx(rows, ['A2:A3']));
    expect(text).toContain('Corse,La halle');
    expect(told.some((one) => one.startsWith('merged-cell'))).toBe(false);
  });
});

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
