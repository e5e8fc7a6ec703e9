import { describe, expect, it } from 'vitest';
import { decodeFile } from '../../server/crosswalk/decode-file.ts';
import { delimiterOf, readContent } from '../../server/crosswalk/read-content.ts';
import { repairText } from '../../server/crosswalk/repair-text.ts';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('the encoding of a file', () => {
  it('is UTF-8 where that fits, with or without a mark', () => {
    expect(decodeFile(utf8('é'))).toEqual({ text: 'é', encoding: 'utf-8', otherLines: 0 });
    expect(decodeFile(utf8('\ufeffé')).text).toBe('é');
  });

  it('is told line by line where several programs wrote it', () => {
    const bytes = Uint8Array.from([...utf8('été\n'), ...latin1('forêt\n'), ...utf8('œuvre')]);
    expect(decodeFile(bytes)).toEqual({ text: 'été\nforêt\nœuvre', encoding: 'utf-8', otherLines: 1 });
  });

  it('is UTF-16 where the first bytes say so', () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0xe9, 0x00]);
    expect(decodeFile(bytes)).toMatchObject({ text: 'é', encoding: 'utf-16le' });
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
  ])('%j has the separator %j', (text, delimiter) => expect(delimiterOf(text)).toBe(delimiter));

  it('is rows of a table, and says which have another number of cells', () => {
    const { value, notes } = readContent('csv', 'nom;ville\nA;Rennes\nB\n"C;c";Brest;trop\n');
    expect(value).toEqual([{ nom: 'A', ville: 'Rennes' }, { nom: 'B' }, { nom: 'C;c', ville: 'Brest' }]);
    expect(notes.map(({ why, value }) => `${why} ${value}`)).toEqual([
      'ragged-row line 3',
      'ragged-row line 4',
      'delimiter ;',
    ]);
  });

  it('is elements by name, attributes and text apart', () => {
    const xml = '<?xml version="1.0"?><lieux><lieu id="1"><nom>L&amp;B</nom></lieu><lieu id="2">Seul</lieu></lieux>';
    expect(readContent('xml', xml).value).toEqual({
      lieux: {
        lieu: [
          { '@id': '1', nom: 'L&B' },
          { '@id': '2', '#text': 'Seul' },
        ],
      },
    });
  });

  it('is one record a line', () => {
    expect(readContent('ndjson', '{"a":1}\n\n{"a":2}\n').value).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it.each([
    ['json', '[{"nom": "A"}, {"no', /JSON|string/],
    ['json', '<!DOCTYPE html><html>', /web page/],
    ['csv', '<html lang="fr">', /web page/],
    ['csv', 'nom,ville\n"A,Rennes\nB,Brest\n', /[Qq]uote.*line|line.*[Qq]uote/],
    ['ndjson', '{"a":1}\n{"a"', /^line 2: /],
    ['xml', '<a><b></a>', /never ends/],
    ['xml', 'rien', /no element/],
    ['xml', '<a>'.repeat(500), /deeper/],
  ] as const)('that is broken (%s %j) is told', (format, text, message) =>
    expect(() => readContent(format, text)).toThrow(message),
  );

  it('may have a cell of five million characters', () => {
    const { value } = readContent('csv', `nom,texte\nA,${'x'.repeat(5_000_000)}\n`);
    expect(value).toHaveLength(1);
  });
});
