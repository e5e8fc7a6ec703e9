import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scene } from '../observatory.ts';
import { openScene, placeTurtle, select, site } from '../observatory.ts';

const at = (longitude: number, latitude: number) => `<> foaf:primaryTopic <#lieu> ;
  dct:license <https://creativecommons.org/licenses/by/4.0/> .
<#lieu> a obs:ThirdPlace ; schema:name "Ailleurs"@fr ; obs:kind kinds:fablab ;
  schema:address [ schema:addressLocality "Nantes" ; schema:postalCode "44000" ] ;
  schema:geo [ schema:latitude ${latitude} ; schema:longitude ${longitude} ] .`;

let scene: Scene;
beforeAll(async () => {
  scene = await openScene([site('a.localhost', { '/1': placeTurtle('Ici'), '/2': at(-1.55, 47.22) })]);
  for (const path of ['1', '2']) scene.observatory.register(`http://a.localhost/${path}`, 'test');
  await scene.observatory.round();
  await scene.observatory.graph.settled();
});
afterAll(() => scene.close());

const prefixes = `PREFIX geo: <http://www.opengis.net/ont/geosparql#>
PREFIX geof: <http://www.opengis.net/def/function/geosparql/>
PREFIX uom: <http://www.opengis.net/def/uom/OGC/1.0/>
PREFIX schema: <https://schema.org/>`;
const names = async (pattern: string) =>
  (
    await select(
      scene.observatory,
      `${prefixes} SELECT ?name { ?place schema:name ?name ; geo:hasGeometry/geo:asWKT ?wkt . ${pattern} } ORDER BY ?name`,
    )
  ).map(({ name }) => name);

describe('positions, as GeoSPARQL reads them', () => {
  it('are points of the default graph, within and intersecting what is asked for', async () => {
    const box = (west: number, south: number, east: number, north: number) =>
      `"POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))"^^geo:wktLiteral`;
    expect(await names('')).toEqual(['Ailleurs', 'Ici']);
    expect(await names(`FILTER(geof:sfWithin(?wkt, ${box(-2, 48, -1, 49)}))`)).toEqual(['Ici']);
    expect(await names(`FILTER(geof:sfIntersects(?wkt, ${box(-2, 47, -1, 49)}))`)).toEqual(['Ailleurs', 'Ici']);
    expect(await names(`FILTER(geof:sfIntersects(?wkt, ${box(2, 47, 3, 49)}))`)).toEqual([]);
  });

  it('are so many metres apart', async () => {
    const [row] = await select(
      scene.observatory,
      `${prefixes} SELECT (geof:distance(?a, ?b, uom:metre) AS ?metres) {
        ?here schema:name "Ici"@fr ; geo:hasGeometry/geo:asWKT ?a . ?there schema:name "Ailleurs"@fr ; geo:hasGeometry/geo:asWKT ?b }`,
    );
    expect(Number(row?.['metres'])).toBeGreaterThan(98_000);
    expect(Number(row?.['metres'])).toBeLessThan(101_000);
  });

  it('stand in a graph of their own, apart from what the profile says, and go with it', async () => {
    const graphs = async () =>
      (await select(scene.observatory, `${prefixes} SELECT ?g { GRAPH ?g { ?place geo:hasGeometry ?geometry } }`)).map(
        ({ g }) => g,
      );
    expect(await graphs()).toEqual([
      expect.stringMatching(/^urn:obsidienne:geometry:/),
      expect.stringMatching(/^urn:obsidienne:geometry:/),
    ]);
    await scene.serve([
      site('a.localhost', { '/1': placeTurtle('Ici'), '/2': { body: '', mediaType: null, status: 410 } }),
    ]);
    scene.later(40 * 24 * 3600 * 1000);
    await scene.observatory.round();
    expect(await names('')).toEqual(['Ici']);
    expect(await graphs()).toHaveLength(1);
  });
});

it('gives the names of concepts in a graph of the vocabulary, and in no other', async () => {
  const query = `PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX obs: <https://w3id.org/obsidienne/ns#>
    SELECT ?label { ?place obs:kind ?kind . GRAPH <urn:obsidienne:vocabulary> { ?kind skos:prefLabel ?label FILTER(LANG(?label) = "fr") } }`;
  expect(await select(scene.observatory, query)).toEqual([{ label: 'Espace de coworking' }]);
  expect(await select(scene.observatory, query.replace(/GRAPH <[^>]*> \{ (.*) \} \}$/, '$1 }'))).toEqual([]);
});
