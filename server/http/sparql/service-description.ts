import { allFormats } from '../../graph/answer-formats.ts';
import type { AnswerFormat } from '../../graph/graph.ts';
import { serialize } from '../../rdf/serialize.ts';
import { blankNode, literal, namedNode, quadOf, rdf, rdfs } from '../../rdf/terms.ts';
import { say } from '../texts/sparql-texts.ts';

const sd = (local: string) => namedNode(`http://www.w3.org/ns/sparql-service-description#${local}`);
const geof = (local: string) => namedNode(`http://www.opengis.net/def/function/geosparql/${local}`);
const w3cFormat: Readonly<Record<AnswerFormat, string>> = {
  json: 'SPARQL_Results_JSON',
  xml: 'SPARQL_Results_XML',
  csv: 'SPARQL_Results_CSV',
  tsv: 'SPARQL_Results_TSV',
  turtle: 'Turtle',
  ntriples: 'N-Triples',
  jsonld: 'JSON-LD',
  rdfxml: 'RDF_XML',
};
/** Of GeoSPARQL, what the engine computes. */
const geoFunctions = [
  'distance',
  ...['Equals', 'Disjoint', 'Intersects', 'Touches', 'Within', 'Contains', 'Overlaps', 'Crosses'].map(
    (relation) => `sf${relation}`,
  ),
];

/** What the endpoint is (SPARQL 1.1 Service Description), in Turtle or JSON-LD; `endpoint` is its absolute address, `services` the others that it calls. */
export function describeService(
  endpoint: string,
  format: 'turtle' | 'jsonld',
  services: readonly string[] = [],
): Promise<string> {
  const service = blankNode('service');
  const dataset = blankNode('dataset');
  const graph = blankNode('graph');
  const about = (language: 'fr' | 'en') => literal(say('aboutText')[language], language);
  const quads = [
    quadOf(service, rdf('type'), sd('Service')),
    quadOf(service, sd('endpoint'), namedNode(endpoint)),
    quadOf(service, sd('supportedLanguage'), sd('SPARQL11Query')),
    quadOf(service, sd('defaultEntailmentRegime'), namedNode('http://www.w3.org/ns/entailment/Simple')),
    ...(services.length > 0 ? [quadOf(service, sd('feature'), sd('BasicFederatedQuery'))] : []),
    ...allFormats.map((name) =>
      quadOf(service, sd('resultFormat'), namedNode(`http://www.w3.org/ns/formats/${w3cFormat[name]}`)),
    ),
    ...geoFunctions.flatMap((local) => [
      quadOf(service, sd('extensionFunction'), geof(local)),
      quadOf(geof(local), rdf('type'), sd('Function')),
    ]),
    quadOf(service, sd('defaultDataset'), dataset),
    quadOf(dataset, rdf('type'), sd('Dataset')),
    quadOf(dataset, rdfs('seeAlso'), namedNode(new URL('/.well-known/void', endpoint).href)),
    quadOf(dataset, sd('defaultGraph'), graph),
    quadOf(graph, rdf('type'), sd('Graph')),
    quadOf(graph, rdfs('comment'), about('fr')),
    quadOf(graph, rdfs('comment'), about('en')),
  ];
  return serialize(quads, format);
}
