import { describe, expect, test } from 'vitest';
import type { Report } from '../../server/validation/report.ts';
import { createValidator } from '../../server/validation/validate.ts';
import { documentUrl, turtle } from './turtle.ts';

const shapes = turtle(`
<#Place> a sh:NodeShape ; sh:targetClass obs:ThirdPlace ;
  sh:property [
    sh:path schema:name ; sh:minCount 1 ; sh:severity sh:Violation ; sh:name "Nom"@fr, "Name"@en ;
    sh:message "Le nom manque : ajoutez-le."@fr, "The name is missing: add it."@en ] ;
  sh:property [
    sh:path schema:description ; sh:minCount 1 ; sh:severity sh:Info ; sh:datatype rdf:langString ; sh:name "Description"@fr, "Description"@en ;
    sh:message "Une description aiderait."@fr, "A description would help."@en ] ;
  sh:property [
    sh:path schema:foundingDate ; sh:datatype xsd:date ; sh:maxCount 1 ; sh:severity sh:Warning ;
    sh:message "« {$value} » n’est pas une date ({$datatype})."@fr, "“{$value}” is no date ({$datatype})."@en ] ;
  sh:property [ sh:path schema:url ; sh:nodeKind sh:IRI ; sh:severity sh:Warning ] ;
  sh:property [ sh:path obs:kind ; sh:nodeKind sh:IRI ; sh:severity sh:Warning ] ;
  sh:property [ sh:path obs:floorArea ; sh:datatype xsd:decimal ; sh:maxInclusive 100000 ] ;
  sh:property [ sh:path schema:license ; sh:minCount 1 ; sh:severity sh:Warning ; skos:example <https://creativecommons.org/licenses/by/4.0/> ] ;
  sh:property [ sh:path (schema:geo schema:latitude) ; sh:datatype xsd:decimal ; sh:minInclusive -90 ; sh:maxInclusive 90 ] .
<#Organization> a sh:NodeShape ; sh:targetClass schema:Organization ;
  sh:property [ sh:path schema:email ; sh:minCount 1 ; sh:severity sh:Warning ; sh:message "Ajoutez une adresse."@fr ] .
`);
const vocabulary = turtle(`
obs:Network rdfs:subClassOf schema:Organization .
obs:kind obs:fromScheme <https://w3id.org/obsidienne/kinds> .
<https://w3id.org/obsidienne/kinds/shared-kitchen> skos:inScheme <https://w3id.org/obsidienne/kinds> ;
  skos:prefLabel "Cuisine partagée"@fr ; skos:altLabel "foodlab"@fr .
<http://virtual-assembly.org/ontologies/pair#PhysicalPlace> obs:readAs obs:ThirdPlace .
<http://virtual-assembly.org/ontologies/pair#label> obs:readAs schema:name .
`);
const validator = createValidator(shapes, { vocabulary });
const now = new Date('2026-11-23T12:00:00Z');

function check(text: string): Promise<Report> {
  return validator.validate(turtle(text), { documentUrl, now });
}

const rich = 'schema:description "Un lieu."@fr ; schema:license <https://x.example/>';

describe('a report', () => {
  test('conforms without findings for a profile that has everything', async () => {
    expect(await check(`<#lieu> a obs:ThirdPlace ; schema:name "Le lieu"@fr ; ${rich} .`)).toEqual({
      conforms: true,
      findings: [],
    });
  });

  test('puts violations first and conforms unless there is one', async () => {
    const bare = await check('<#lieu> a obs:ThirdPlace ; schema:foundingDate "jadis" .');
    expect(bare.conforms).toBe(false);
    expect(bare.findings.map(({ severity }) => severity)).toEqual(['violation', 'warning', 'warning', 'info']);
    expect((await check('<#lieu> a obs:ThirdPlace ; schema:name "Le lieu" .')).conforms).toBe(true);
  });

  test('explains a missing value in both languages with a line to copy', async () => {
    const { findings } = await check(`<#lieu> a obs:ThirdPlace ; ${rich} .`);
    expect(findings).toEqual([
      {
        severity: 'violation',
        message: { fr: 'Le nom manque : ajoutez-le.', en: 'The name is missing: add it.' },
        field: { fr: 'Nom', en: 'Name' },
        path: 'https://schema.org/name',
        focusNode: `${documentUrl}#lieu`,
        fix: 'schema:name "Nom du lieu"@fr ;',
        rule: 'http://www.w3.org/ns/shacl#MinCountConstraintComponent',
      },
    ]);
  });

  test('fills placeholders with the value and the arguments', async () => {
    const { findings } = await check(
      `<#lieu> a obs:ThirdPlace ; schema:name "L" ; ${rich} ; schema:foundingDate "23/11/2020" .`,
    );
    expect(findings).toMatchObject([
      {
        message: { fr: '« 23/11/2020 » n’est pas une date (http://www.w3.org/2001/XMLSchema#date).' },
        value: '23/11/2020',
        fix: 'schema:foundingDate "2020-11-23"^^xsd:date ;',
      },
    ]);
  });

  test.each([
    ['schema:url "www.lieu.example"', 'schema:url <https://www.lieu.example> ;'],
    ['schema:url "https://lieu.example/"', 'schema:url <https://lieu.example/> ;'],
    ['obs:floorArea "1200,5"', 'obs:floorArea 1200.5 ;'],
    ['schema:url "le site du lieu"', undefined],
    ['obs:kind "cuisine partagee"', 'obs:kind <https://w3id.org/obsidienne/kinds/shared-kitchen> ;'],
    ['obs:kind "salle des fêtes"', undefined],
    [
      'obs:kind <https://w3id.org/obsidienne/kinds/FoodLab>',
      'obs:kind <https://w3id.org/obsidienne/kinds/shared-kitchen> ;',
    ],
    ['obs:kind <https://w3id.org/obsidienne/kinds/ballroom>', undefined],
  ])('mends %s', async (line, fix) => {
    const { findings } = await check(`<#lieu> a obs:ThirdPlace ; schema:name "L" ; ${rich} ; ${line} .`);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.fix).toBe(fix);
  });

  test('takes the example of the shape where there is one', async () => {
    const { findings } = await check('<#lieu> a obs:ThirdPlace ; schema:name "L" ; schema:description "D"@fr .');
    expect(findings.map(({ fix }) => fix)).toEqual(['schema:license <https://creativecommons.org/licenses/by/4.0/> ;']);
  });

  test('names the last property of a path and has words of its own where the shape has none', async () => {
    const { findings } = await check(
      `<#lieu> a obs:ThirdPlace ; schema:name "L" ; ${rich} ; schema:geo [ schema:latitude 91.0 ; schema:longitude 2.0 ] .`,
    );
    expect(findings).toMatchObject([
      {
        severity: 'violation',
        path: 'https://schema.org/latitude',
        message: { fr: '« 91.0 » est supérieur à 90.', en: '“91.0” is more than 90.' },
      },
    ]);
  });

  test('shortens the value it repeats and says each thing once', async () => {
    const long = 'x'.repeat(500);
    const { findings } = await check(
      `<#lieu> a obs:ThirdPlace, obs:Network ; schema:name "L" ; schema:email "a@b.fr" ; ${rich} ; schema:foundingDate "${long}" .`,
    );
    expect(findings.map(({ value }) => value?.length)).toEqual([200]);
  });

  test('stops at a hundred findings, the gravest first, and says how many are left', async () => {
    const urls = Array.from({ length: 200 }, (_, index) => `"site ${index}"`).join(', ');
    const { conforms, findings } = await check(`<#lieu> a obs:ThirdPlace ; ${rich} ; schema:url ${urls} .`);
    expect(conforms).toBe(false);
    expect(findings).toHaveLength(101);
    expect(findings[0]?.severity).toBe('violation');
    expect(findings.at(-1)).toMatchObject({
      severity: 'info',
      message: { en: '101 more findings are not shown: mend these first.' },
    });
  });

  test('refuses more values of a property than the shapes could check in time', async () => {
    const members = Array.from({ length: 1001 }, (_, index) => `<#m${index}>`).join(', ');
    const { conforms, findings } = await check(
      `<#lieu> a obs:ThirdPlace ; schema:name "L" ; schema:member ${members} .`,
    );
    expect(conforms).toBe(false);
    expect(findings).toMatchObject([{ rule: 'profile/too-many-values', path: 'https://schema.org/member' }]);
  });

  test('says nothing of a previous profile', async () => {
    await check('<#lieu> a obs:ThirdPlace .');
    expect((await check(`<#lieu> a obs:ThirdPlace ; schema:name "L" ; ${rich} .`)).findings).toEqual([]);
  });
});

describe('the vocabulary', () => {
  test('makes a shape apply to subclasses', async () => {
    const { findings } = await check('<#reseau> a obs:Network ; schema:name "Le réseau" .');
    expect(findings).toMatchObject([{ message: { fr: 'Ajoutez une adresse.', en: 'Ajoutez une adresse.' } }]);
  });

  test('leaves alone the concepts of other people', async () => {
    const { findings } = await check(
      `<#lieu> a obs:ThirdPlace ; schema:name "L" ; ${rich} ; obs:kind <https://elsewhere.example/kitchen>, <https://w3id.org/obsidienne/kinds/shared-kitchen> .`,
    );
    expect(findings).toEqual([]);
  });

  test('makes shapes apply to a profile written in aligned words, in any graph', async () => {
    const pair = 'http://virtual-assembly.org/ontologies/pair#';
    const { findings } = await check(`<#lieu> a <${pair}PhysicalPlace> ; <${pair}label> "Le lieu" ; ${rich} .`);
    expect(findings).toEqual([]);
    expect((await check(`<#lieu> a <${pair}PhysicalPlace> ; ${rich} .`)).conforms).toBe(false);
  });
});
