import { describe, expect, it } from 'vitest';
import { readSeedList } from '../../server/bin/seed-list.ts';

describe('a seed list', () => {
  it.each([
    [
      'one address a line',
      'https://a.example/\nhttps://b.example/x,y\n',
      {},
      ['1 https://a.example/', '2 https://b.example/x,y'],
    ],
    [
      'comments, empty lines, a byte order mark, any line ends',
      '\ufeff# lieux\r\n\r\n https://a.example/ \rhttps://b.example/',
      {},
      ['3 https://a.example/', '4 https://b.example/'],
    ],
    ['each address once', 'https://a.example/\nhttps://a.example/', {}, ['1 https://a.example/']],
    [
      'lines that are no addresses, for somebody to tell',
      'lieu\nhttps://a.example/',
      {},
      ['1 lieu', '2 https://a.example/'],
    ],
    [
      'a CSV file with a header',
      'url;nom\nhttps://a.example/;A\nhttps://b.example/,"B; C"',
      {},
      ['2 https://a.example/', '3 https://b.example/'],
    ],
    [
      'a CSV file without one',
      'https://a.example/,A\nhttps://b.example/,B',
      { isCsv: true },
      ['1 https://a.example/', '2 https://b.example/'],
    ],
    ['a CSV file of one column', 'site\nhttps://a.example/', { isCsv: true }, ['2 https://a.example/']],
    ['quoted cells', 'url\tnom\n"https://a.example/?a=1,2"\tA\n""\tB', {}, ['2 https://a.example/?a=1,2']],
    ['nothing', '# rien\n', {}, []],
  ])('holds %s', (_name, text, options, expected) => {
    expect(readSeedList(text, options).map(({ line, address }) => `${line} ${address}`)).toEqual(expected);
  });
});
