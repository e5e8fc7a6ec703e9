import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../server/crosswalk/expression.ts';
import type { Trace } from '../../server/crosswalk/loss-report.ts';
import type { Mapping } from '../../server/crosswalk/mapping.ts';
import { decodeChunks } from '../../server/crosswalk/reading/decode-chunks.ts';
import { lookAtTable } from '../../server/crosswalk/reading/look-at-table.ts';
import { readContent } from '../../server/crosswalk/reading/read-content.ts';
import { readRecords } from '../../server/crosswalk/reading/read-records.ts';
import { repairText } from '../../server/crosswalk/repair-text.ts';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
/** As they come from a disk or the network: cut anywhere. */
const inPieces = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

async function decode(bytes: Uint8Array, size = 3) {
  const notes: Trace[] = [];
  const pieces: string[] = [];
  for await (const piece of decodeChunks(inPieces(bytes, size), (note) => notes.push(note))) pieces.push(piece);
  return { text: pieces.join(''), notes: notes.map(({ value }) => value) };
}

async function* textOf(text: string) {
  yield text;
}

async function read(format: Mapping['format'], text: string, size = 1000) {
  const notes: string[] = [];
  const part = (name: string) => compileExpression({ mapping: 'essai', part: name, text: '$', timeoutMs: 1000 });
  const mapping = { format, records: part('records'), dataFile: 'essai' } as Mapping;
  const rows: unknown[] = [];
  const tell = ({ why, value }: Trace) => void notes.push(`${why} ${value}`);
  for await (const row of readRecords(mapping, inPieces(utf8(text), size), { tell }))
    rows.push(row.state === 'record' ? row.record : row.reason);
  return { rows, notes };
}

describe('the encoding of a file', () => {
  it('is UTF-8 where that fits, with or without a mark', async () => {
    expect(await decode(utf8('é'))).toEqual({ text: 'é', notes: [] });
    expect((await decode(utf8('\ufeffé'), 1)).text).toBe('é');
  });

  it('is told line by line where several programs wrote it', async () => {
    const bytes = Uint8Array.from([...utf8('été\n'), ...latin1('forêt\n'), ...utf8('œuvre')]);
    for (const size of [1, 2, 5, 100])
      expect(await decode(bytes, size)).toEqual({ text: 'été\nforêt\nœuvre', notes: ['windows-1252'] });
  });

  it('is UTF-16 where the first bytes say so', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0xe9, 0x00]);
    expect(await decode(bytes)).toEqual({ text: 'é', notes: ['utf-16le'] });
  });
});

describe('text that was read in the wrong encoding', () => {
  it.each([
    ['MÃ©diathÃ¨que', 'Médiathèque'],
    ['lâ€™atelier', 'l’atelier'],
    ['Ã‰cole', 'École'],
  ])('%s was %s', (text, before) => expect(repairText(text)).toBe(before));

  it.each(['Médiathèque', 'São Paulo', 'Â mes côtés Ã©', 'ĀÃ©'])('%s is left as it is', (text) =>
    expect(repairText(text)).toBeUndefined(),
  );
});

describe('the content of a file', () => {
  it.each([
    ['nom,ville\n', ','],
    ['nom;ville;"a,b,c,d"\n', ';'],
    ['nom\tville\n', '\t'],
    ['nom\n', ','],
    ['nom;lat;lon\nA, B et C;48,1;-1,6\nD, E;48,2;-1,7\n', ';'],
    ['sep=|\nnom,prénom|ville\n', '|'],
  ])('%j has the separator %j', (text, delimiter) => expect(lookAtTable(text).delimiter).toBe(delimiter));

  it('is rows of a table, and says which have another number of cells', async () => {
    const { rows, notes } = await read('csv', 'nom;ville\nA;Rennes\nB\n"C;c";Brest;\n', 4);
    expect(rows).toEqual([
      { nom: 'A', ville: 'Rennes' },
      { nom: 'B', ville: '' },
      { nom: 'C;c', ville: 'Brest' },
    ]);
    expect(notes).toEqual(['delimiter ;', 'ragged-row line 3', 'ragged-row line 4']);
  });

  it('begins below its titles, and gives every column a name of its own', async () => {
    const text =
      'sep=;\r\nTiers-lieux du Finistère;;;;\r\nExport du 3 mars;;;;\r\n;;;;\r\nNom;Nom;;Ville;Ville\r\nA;B;C;D;E\r\n;;;;\r\n';
    const { rows, notes } = await read('csv', text);
    expect(rows).toEqual([{ Nom: 'A', 'Nom (2)': 'B', 'column 3': 'C', Ville: 'D', 'Ville (2)': 'E' }]);
    expect(notes).toEqual([
      'delimiter ;',
      'title-row-skipped Tiers-lieux du Finistère',
      'title-row-skipped Export du 3 mars',
      'same-name-twice Nom',
      'same-name-twice Ville',
    ]);
  });

  it('is elements by name, attributes and text apart', async () => {
    const xml = '<?xml version="1.0"?><lieux><lieu id="1"><nom>L&amp;B</nom></lieu><lieu id="2">Seul</lieu></lieux>';
    expect(await readContent('xml', textOf(xml))).toEqual({
      lieux: {
        lieu: [
          { '@id': '1', nom: 'L&B' },
          { '@id': '2', '#text': 'Seul' },
        ],
      },
    });
  });

  it('is one record a line, and a line that is none is refused alone', async () => {
    expect((await read('ndjson', '{"a":1}\n\n{"a":\n{"a":2}\n', 3)).rows).toEqual([
      { a: 1 },
      expect.stringMatching(/^line 3: /),
      { a: 2 },
    ]);
  });

  it.each([
    ['json', '[{"nom": "A"}, {"no', /JSON|string/],
    ['json', '<!DOCTYPE html><html>', /web page/],
    ['csv', '<html lang="fr">', /web page/],
    ['csv', 'nom,ville\n"A,Rennes\nB,Brest\n', /[Qq]uote.*line|line.*[Qq]uote/],
    ['ndjson', '{"a":1}\n{"a"', /line 2: .*ends in the middle/],
    ['xml', '<a><b></a>', /never ends/],
    ['xml', 'rien', /no element/],
    ['xml', '<a>'.repeat(500), /deeper/],
  ] as const)('that is broken (%s %j) is told', async (format, text, message) => {
    await expect(read(format, text)).rejects.toThrow(message);
  });

  it('may have a cell of five million characters', async () => {
    const { rows } = await read('csv', `nom,texte\nA,${'x'.repeat(5_000_000)}\n`, 65_536);
    expect(rows).toHaveLength(1);
  });
});
