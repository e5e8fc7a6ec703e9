import { describe, expect, it } from 'vitest';
import { decodeText } from '../../server/rdf/decode-text.ts';

const word = 'Été à Châlons';
const bytes = (text: string, encoding: BufferEncoding = 'utf8') => Buffer.from(text, encoding);
const utf16be = (text: string) => bytes(text, 'utf16le').swap16();

interface Case {
  readonly body: Uint8Array;
  readonly charset?: string;
  readonly text: string;
  readonly rules?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'UTF-8': { body: bytes(word), text: word },
  'UTF-8 with its mark': { body: bytes(`\uFEFF${word}`), text: word },
  'UTF-8 with its mark, announced as Latin-1': {
    body: bytes(`\uFEFF${word}`),
    charset: 'iso-8859-1',
    text: word,
    rules: ['reading/charset'],
  },
  'UTF-16 with its mark': { body: bytes(`\uFEFF${word}`, 'utf16le'), text: word },
  'big-endian UTF-16 with its mark': { body: utf16be(`\uFEFF${word}`), charset: 'utf-16', text: word },
  'UTF-16 with its mark, announced as UTF-8': {
    body: bytes(`\uFEFF${word}`, 'utf16le'),
    charset: 'utf-8',
    text: word,
    rules: ['reading/charset'],
  },
  'announced UTF-16 without a mark': { body: utf16be(`<p>${word}`), charset: 'utf-16be', text: `<p>${word}` },
  'UTF-16 that nothing announces': {
    body: bytes(`<p>${word}`, 'utf16le'),
    text: `<p>${word}`,
    rules: ['reading/charset'],
  },
  'big-endian UTF-16 announced as UTF-8': {
    body: utf16be(`<p>${word}`),
    charset: 'utf-8',
    text: `<p>${word}`,
    rules: ['reading/charset'],
  },
  'announced Latin-1': { body: bytes(word, 'latin1'), charset: 'ISO-8859-1', text: word },
  'Latin-1 by <meta charset>': {
    body: bytes(`<meta charset="windows-1252">${word}`, 'latin1'),
    text: `<meta charset="windows-1252">${word}`,
  },
  'Latin-1 by an old <meta>': {
    body: bytes(`<meta http-equiv=content-type content="text/html; charset=iso-8859-1">${word}`, 'latin1'),
    text: `<meta http-equiv=content-type content="text/html; charset=iso-8859-1">${word}`,
  },
  'Latin-1 by its XML declaration': {
    body: bytes(`<?xml version="1.0" encoding="iso-8859-1"?><a>${word}</a>`, 'latin1'),
    text: `<?xml version="1.0" encoding="iso-8859-1"?><a>${word}</a>`,
  },
  'Latin-1 announced as UTF-8': {
    body: bytes(word, 'latin1'),
    charset: 'utf-8',
    text: word,
    rules: ['reading/encoding'],
  },
  'Latin-1 that nothing announces': { body: bytes(word, 'latin1'), text: word, rules: ['reading/encoding'] },
  'UTF-8 announced as Latin-1': {
    body: bytes(word),
    charset: 'iso-8859-1',
    text: word,
    rules: ['reading/charset'],
  },
  'UTF-8 announced as UTF-16': { body: bytes(word), charset: 'utf-16', text: word, rules: ['reading/charset'] },
  'UTF-8 with a charset that nobody knows': {
    body: bytes(word),
    charset: 'utf8mb4',
    text: word,
    rules: ['reading/charset'],
  },
  'lines of UTF-8 and of Latin-1': {
    body: Buffer.concat([bytes(`${word}\n`), bytes(word, 'latin1')]),
    charset: 'utf-8',
    text: `${word}\n${word}`,
    rules: ['reading/encoding'],
  },
  'another encoding of the web': { body: Uint8Array.of(0xc4, 0xc5), charset: 'koi8-r', text: 'де' },
  'no bytes': { body: new Uint8Array(), text: '' },
};

describe('decodeText', () => {
  it.each(Object.entries(cases))('reads %s', (_, { body, charset, text, rules = [] }) => {
    const decoded = decodeText(body, charset);
    expect(decoded.text).toBe(text);
    expect(decoded.notes.map(({ rule }) => rule)).toEqual(rules);
    for (const { message } of decoded.notes) expect(message.fr).not.toBe(message.en);
  });
});
