import { describe, expect, it } from 'vitest';
import { parseJson } from '../../server/rdf/parse-json.ts';
import { repairJson } from '../../server/rdf/repair-json.ts';

const value = [{ a: 'b' }];
const mended: Readonly<Record<string, readonly [text: string, expected: unknown, kinds?: number]>> = {
  'a comma before a closing bracket': ['[{"a":"b",},]', value],
  'a line comment': ['[{"a": // c\n"b"}]', value],
  'a block comment': ['/* "x" */[{"a":"b"}]', value],
  'an HTML comment around': ['<!-- [{"a":"b"}] -->', value],
  'CDATA around': ['<![CDATA[[{"a":"b"}]]]>', value],
  'CDATA hidden in line comments': ['//<![CDATA[\n[{"a":"b"}]\n//]]>', value],
  'CDATA hidden in block comments': ['/*<![CDATA[*/[{"a":"b"}]/*]]>*/', value],
  'HTML-escaped quotes': ['[{&quot;a&quot;:&quot;b&quot;}]', value],
  'a semicolon at the end': ['[{"a":"b"}];', value],
  'several objects': ['{"a":"b"}\n{"c":1},{"d":[]}', [{ a: 'b' }, { c: 1 }, { d: [] }]],
  'a raw line break in a text': ['{"a":"b\nc\td"}', { a: 'b\nc\td' }],
  'curly quotes': ['[{“a”: „b”}]', value],
  'French quotes': ['[{« a » : « b »}]', value],
  'curly quotes written as entities': ['[{&#8220;a&#8221;:&#8220;b&#8221;}]', value, 2],
  'apostrophes around texts': ["[{'a':'b'}]", value],
  'an apostrophe between apostrophes': ["{'a':'l\\'été \"ici\"'}", { a: 'l\'été "ici"' }],
  'names without quotes': ['[{a:"b"}]', value],
  'a comma that lacks': ['{"a":"b"\n"c":[1 {"d":2} "e"]}', { a: 'b', c: [1, { d: 2 }, 'e'] }],
  'a bracket that lacks at the end': ['[{"a":"b"', value],
  'a bracket that lacks inside': ['{"a":[{"b":1],"c":2}', { a: [{ b: 1 }], c: 2 }],
  'a bracket too many': ['[{"a":"b"}]}', value],
  'an escape that JSON does not have': ['{"a":"l\\\'été"}', { a: "l'été" }],
};

describe('repairJson', () => {
  it.each(Object.entries(mended))('mends %s and says so once', (_, [text, expected, kinds = 1]) => {
    const { text: json, repairs } = repairJson(text);
    expect(JSON.parse(json)).toEqual(expected);
    expect(repairs).toHaveLength(kinds);
  });

  it.each([
    '{"url":"https://a.example/*b*/","t":"a, } ] // c"}',
    '{"t":"<!-- -->"}',
    '{"t":"say &quot;x&quot; \\u00e9 \\\\"}',
  ])('leaves a sound text as it is: %s', (text) => {
    expect(repairJson(text)).toEqual({ text, repairs: [] });
  });

  it('comes to an end with brackets that close nothing', () => {
    expect(() => parseJson('{]'.repeat(100_000))).toThrow();
  });

  it('does not hide how deep a text is nested', () => {
    expect(() => parseJson(`${'[{]'.repeat(101)},`)).toThrow();
  });

  it('does not hide what it cannot mend', () => {
    expect(() => JSON.parse(repairJson('{"a": ,, "b"').text)).toThrow();
  });
});
