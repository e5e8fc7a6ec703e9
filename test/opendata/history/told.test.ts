import { describe, expect, it } from 'vitest';
import { toldOf } from '../../../server/opendata/history/told.ts';
import { parseTurtle } from '../../../server/rdf/parse-turtle.ts';

const iri = 'https://quai.example/#lieu';
const read = (body: string) => [
  ...toldOf(
    parseTurtle(
      `@prefix schema: <https://schema.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> . <${iri}> ${body} .`,
      'turtle',
      'https://quai.example/',
    ),
    iri,
  ).values(),
];

describe('what a version tells of a subject', () => {
  it('keeps the spans of opening hours apart, each with its own days', () => {
    const spans = read(`schema:openingHoursSpecification
      [ a schema:OpeningHoursSpecification ; schema:dayOfWeek schema:Monday ; schema:opens "09:00" ; schema:closes "12:00" ],
      [ a schema:OpeningHoursSpecification ; schema:dayOfWeek schema:Sunday ; schema:opens "14:00" ; schema:closes "18:00" ]`);
    expect(spans.map(({ value }) => value).sort()).toEqual([
      'closes 12:00; dayOfWeek https://schema.org/Monday; opens 09:00',
      'closes 18:00; dayOfWeek https://schema.org/Sunday; opens 14:00',
    ]);
    expect(spans[0]?.parts).toHaveLength(3);
  });

  it('takes address and position apart, and keeps datatypes and languages', () => {
    const told = read(
      `schema:address [ schema:postalCode "35000" ] ; schema:geo [ schema:latitude 43.9456 ] ; schema:name "Quai"@fr`,
    );
    expect(told).toEqual([
      { path: ['https://schema.org/address', 'https://schema.org/postalCode'], value: '35000', isIri: false },
      {
        path: ['https://schema.org/geo', 'https://schema.org/latitude'],
        value: '43.9456',
        isIri: false,
        datatype: 'http://www.w3.org/2001/XMLSchema#decimal',
      },
      { path: ['https://schema.org/name'], value: 'Quai', isIri: false, language: 'fr' },
    ]);
  });

  it('says nothing of a nameless thing that says nothing, and ends where blank nodes go in circles', () => {
    expect(read('schema:address [ a schema:PostalAddress ]')).toEqual([]);
    expect(read('schema:contactPoint _:a . _:a schema:contactPoint _:a ; schema:email "a@b.example"')).toMatchObject([
      { parts: expect.any(Array) },
    ]);
  });
});
