import { readdirSync } from 'node:fs';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { answerOnce } from '../../server/graph/answer-once.ts';
import { readQueryGallery } from '../../server/http/sparql/query-gallery.ts';
import { readResultTable } from '../../server/http/sparql/result-table.ts';
import en from '../../server/http/texts/sparql.en.json' with { type: 'json' };
import fr from '../../server/http/texts/sparql.fr.json' with { type: 'json' };
import { serialize } from '../../server/rdf/serialize.ts';

const iri = 'http://kyosei.example/profil.ttl';
const profile = `
@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> . @prefix dct: <http://purl.org/dc/terms/> .
@base <${iri}> .
<> dct:license <https://creativecommons.org/licenses/by/4.0/> .
<#place> a obs:ThirdPlace ; schema:name "SOFFFA"@fr ; obs:practice <https://w3id.org/obsidienne/practices/repair> ;
  schema:address [ schema:postalCode "69001" ; schema:addressLocality "Lyon" ] ; schema:memberOf <#network> ;
  schema:geo [ schema:latitude 45.7 ; schema:longitude 4.8 ] ;
  obs:hasEffect [ schema:name "On se parle"@fr ; obs:effect <https://w3id.org/obsidienne/effects/networks> ] ;
  schema:seeks <#need> .
<#need> a schema:Demand ; schema:name "Un animateur"@fr ; obs:resource <https://w3id.org/obsidienne/resources/time> .
<#network> a obs:Network ; schema:name "Kyosei" ; schema:makesOffer <#offer> .
<#offer> a schema:Offer ; schema:name "Du temps"@fr ; obs:resource <https://w3id.org/obsidienne/resources/time> .
<#coop> a obs:Cooperation ; schema:name "Ensemble"@fr ; obs:participant <#place> , <#network> .`;
const provenance = `<${iri}> a <http://www.w3.org/ns/prov#Entity> ;
  <http://www.w3.org/ns/prov#generatedAtTime> "2026-11-01T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`;

const ntriples = (turtle: string) => serialize(new Parser({ baseIRI: iri }).parse(turtle), 'ntriples');

describe('the gallery', () => {
  it('has at least eight queries, and lists every file of its folder once', () => {
    const files = readdirSync(new URL('../../server/http/queries/', import.meta.url)).filter((name) =>
      name.endsWith('.rq'),
    );
    const keys = readQueryGallery().map(({ key }) => `${key}.rq`);
    expect(keys.length).toBeGreaterThanOrEqual(8);
    expect([...keys].sort()).toEqual(files.sort());
  });

  it.each(readQueryGallery().map(({ key, query }) => [key, query]))(
    '%s finds something in a small ecosystem',
    async (_, query) => {
      const own = await ntriples(profile);
      const answer = answerOnce(query, {
        data: [own],
        graphs: [
          { iri, triples: own },
          { iri: 'urn:obsidienne:provenance:1', triples: await ntriples(provenance) },
        ],
        accept: ['csv', 'ntriples'],
      });
      if (answer.state !== 'answered') throw new Error(JSON.stringify(answer));
      expect(answer.text.trim().split('\n').length).toBeGreaterThan(1);
    },
  );
});

it('speaks French and English with the same keys', () => {
  expect(Object.keys(en)).toEqual(Object.keys(fr));
});

describe('readResultTable', () => {
  async function* chunks(text: string): AsyncGenerator<Uint8Array> {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += 3) yield bytes.subarray(at, at + 3);
  }

  it('reads every kind of term across chunk borders and counts what it does not keep', async () => {
    const tsv = '?a\t?b\n<http://é>\t"tab\\t \\"q\\""@fr\n_:b0\t"1"^^<http://t>\n12.5\t\nx\ty\n';
    expect(await readResultTable(chunks(tsv), { format: 'tsv', maxRows: 3 })).toEqual({
      columns: ['a', 'b'],
      rows: [
        [
          { kind: 'iri', value: 'http://é' },
          { kind: 'literal', value: 'tab\t "q"', language: 'fr' },
        ],
        [
          { kind: 'blank', value: '_:b0' },
          { kind: 'literal', value: '1', datatype: 'http://t' },
        ],
        [{ kind: 'literal', value: '12.5' }, undefined],
      ],
      total: 4,
    });
  });
});
