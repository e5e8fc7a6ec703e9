import { describe, expect, test } from 'vitest';
import { checkEntities } from '../../server/validation/checks/entities.ts';
import { checkExcess } from '../../server/validation/checks/excess.ts';
import { checkPositions } from '../../server/validation/checks/positions.ts';
import { checkEventTimes, checkValidity } from '../../server/validation/checks/validity.ts';
import { indexProfile } from '../../server/validation/profile.ts';
import { documentUrl, turtle } from './turtle.ts';

const store = (text: string) => indexProfile(turtle(text));
const rules = (findings: readonly { rule: string }[]) => findings.map(({ rule }) => rule);

describe('what a document announces', () => {
  const needs = (count: number) =>
    Array.from({ length: count }, (_, i) => `<#b${i}> a schema:Demand ; schema:name "Besoin ${i}" .`).join('\n');

  test('is refused by the thousand, whoever is said to have it, and the number is said', () => {
    expect(checkExcess(store(needs(1000)))).toEqual([]);
    const [finding, ...more] = checkExcess(store(needs(10_000)));
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ severity: 'violation', rule: 'profile/too-many-announced' });
    expect(finding?.message.fr).toMatch(/^10000 besoins dans une seule fiche : nous en lisons au plus 1000\./);
  });

  test.each([
    ['"2027-01-10"', '"2026-06-01"', true],
    ['"2027-01-10T18:00:00+01:00"', '"2027-01-10T17:00:00+01:00"', true],
    ['"2027-01-10T18:00:00+01:00"', '"2027-01-10T17:30:00Z"', false],
    ['"2027-01-10T18:00:00+01:00"', '"2027-01-10"', false],
    ['"2027-01-10"', '"2027-01"', false],
    ['"2027-01-10"', '"2027-01-12"', false],
  ])('from %s to %s ends before it begins: %s', (start, end, isWrong) => {
    const found = checkEventTimes(store(`<#e> a schema:Event ; schema:startDate ${start} ; schema:endDate ${end} .`));
    expect(rules(found)).toEqual(isWrong ? ['profile/event-ends-first'] : []);
  });
});

describe('what a document describes', () => {
  test.each([
    ['', ['profile/empty']],
    ['<> dct:title "Ma page" .', ['profile/no-entity']],
    ['<#x> a schema:Recipe .', ['profile/no-entity']],
    ['<> foaf:primaryTopic <#lieu> . <#lieu> dct:title "Le lieu" .', ['profile/no-type']],
    ['<#lieu> schema:name "Le lieu" .', ['profile/no-type']],
    ['[] a obs:ThirdPlace ; schema:name "Le lieu" .', ['profile/no-identifier']],
    ['<#lieu> a obs:ThirdPlace .', []],
    ['<#o> a schema:Organization ; schema:makesOffer [ a schema:Offer ] .', []],
    ['<#p> a schema:Place ; schema:name "Le parc" .', ['profile/no-type']],
    ['<> foaf:primaryTopic <#p> . <#p> a schema:Place .', []],
    ['<> schema:mainEntity <#p> . <#p> a schema:Place .', []],
    ['<#p> a schema:Place ; schema:mainEntityOfPage <> .', []],
    [
      '<#p> a schema:Place ; schema:name "x" ; schema:mainEntityOfPage <http://lieu.example/autre> .',
      ['profile/no-type'],
    ],
  ])('of %j is told', (text, expected) => {
    expect(rules(checkEntities(store(text), documentUrl))).toEqual(expected);
  });

  test('is, without a declared topic, what most is said of', () => {
    const [finding] = checkEntities(
      store('<#a> schema:name "A" . <#b> schema:name "B" ; schema:url <b> .'),
      documentUrl,
    );
    expect(finding?.focusNode).toBe('http://lieu.example/profil.ttl#b');
  });

  test('is asked for with a line to copy', () => {
    const [finding] = checkEntities(store('<#lieu> schema:name "Le lieu" .'), documentUrl);
    expect(finding).toMatchObject({ severity: 'violation', fix: 'a obs:ThirdPlace ;' });
  });
});

describe('a validity', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  test.each([
    ['<#b> schema:validThrough "2026-11-01"^^xsd:date .', 1],
    ['<> schema:expires "2026-11-22T00:00:00Z"^^xsd:dateTime .', 1],
    ['<#b> schema:validThrough "2026-11-23"^^xsd:date .', 0],
    ['<#b> schema:validThrough "2027-01-01"^^xsd:date .', 0],
    ['<#b> schema:validThrough "un jour" .', 0],
    [
      '<#b> schema:validThrough "2026-11-01"^^xsd:date ; obs:exchangeState <https://w3id.org/obsidienne/exchange-states/met> .',
      0,
    ],
  ])('%s gives %i warnings', (text, count) => {
    const findings = checkValidity(store(text), { now });
    expect(findings).toHaveLength(count);
    for (const { severity } of findings) expect(severity).toBe('warning');
  });
});

describe('a position', () => {
  const place = (lat: string, lon: string, postalCode: string, country = 'FR') =>
    store(`<#lieu> schema:geo [ schema:latitude ${lat} ; schema:longitude ${lon} ] ;
      schema:address [ schema:postalCode "${postalCode}" ; schema:addressCountry "${country}" ] .`);

  test('inside the département of the postal code is fine', () => {
    expect(checkPositions(place('47.4286', '-0.5256', '49130'))).toEqual([]);
  });

  test('outside it is a warning that names the département and the distance', () => {
    const [finding, ...others] = checkPositions(place('48.8566', '2.3522', '49130'));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      rule: 'profile/position-outside-departement',
      value: '48.8566, 2.3522',
    });
    expect(finding?.message.fr).toMatch(/à \d{3} km du département Maine-et-Loire \(49\)/);
    expect(finding?.message.en).toMatch(/\d{3} km away from the département Maine-et-Loire \(49\)/);
  });

  test('with latitude and longitude exchanged is told so, with the line to copy', () => {
    const [finding] = checkPositions(place('-0.5256', '47.4286', '49130'));
    expect(finding?.fix).toBe('schema:latitude 47.4286 ; schema:longitude -0.5256');
  });

  test('is told to be exchanged without a postal code too, but not of a place in another country', () => {
    const without = (country: string) =>
      checkPositions(
        store(
          `<#lieu> schema:geo [ schema:latitude -0.5256 ; schema:longitude 47.4286 ] ; schema:address [ ${country} ] .`,
        ),
      );
    expect(rules(without(''))).toEqual(['profile/position-swapped']);
    expect(without('')[0]?.fix).toBe('schema:latitude 47.4286 ; schema:longitude -0.5256');
    expect(without('schema:addressCountry "KE"')).toEqual([]);
  });

  test('at 0, 0 is a warning', () => {
    expect(rules(checkPositions(place('0', '0', '49130')))).toEqual(['profile/position-zero']);
  });

  test('abroad, without postal code, unreadable or overseas gives no warning', () => {
    expect(checkPositions(place('50.85', '4.35', '10000', 'BE'))).toEqual([]);
    expect(checkPositions(place('48.8566', '2.3522', ''))).toEqual([]);
    expect(checkPositions(place('"nord"', '2.3522', '49130'))).toEqual([]);
    expect(checkPositions(place('-20.88', '55.45', '97400'))).toEqual([]);
  });
});
