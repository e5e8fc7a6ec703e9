import { describe, expect, it } from 'vitest';
import { canonicalize } from '../../server/rdf/canonical.ts';
import { parseDocument } from '../../server/rdf/parse-document.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { writeRdfXml } from '../../server/rdf/write-rdfxml.ts';

const read = async (body: string) => {
  const url = 'https://lieu.example/fiche.rdf';
  const document = { body: Buffer.from(body), mediaType: 'application/rdf+xml', url, finalUrl: url };
  const { quads, notes } = await parseDocument(document, new Map());
  expect(notes).toEqual([]);
  return quads;
};

describe('RDF/XML', () => {
  it('says what the statements say, whatever they hold', async () => {
    const quads = parseTurtle(
      `@prefix ex: <https://x.example/ns/> . @prefix dct: <http://purl.org/dc/terms/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
       <https://x.example/?a=1&b="'> a ex:Thing ; dct:title "Un <b>lieu</b> & “autre”"@fr, "plain\\nwith\\rreturns" ;
         dct:created "2026-01-01"^^xsd:date ; ex:part [ ex:name "b" ; ex:part [ ex:name "c" ] ] ; <https://y.example/z#été> true .`.replace(
        `"'>`,
        `'>`,
      ),
      'turtle',
      'https://x.example/',
    );
    expect((await canonicalize(await read(writeRdfXml(quads)))).nquads).toBe((await canonicalize(quads)).nquads);
  });

  it('refuses a predicate that no XML name can end', () => {
    const quads = parseTurtle('<a:s> <https://x.example/1> "o" .', 'turtle', 'a:');
    expect(() => writeRdfXml(quads)).toThrow('https://x.example/1');
  });
});
