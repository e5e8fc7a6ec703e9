import type { Quad } from '@rdfjs/types';
import type { EntityType } from '../directory/entity.ts';
import { dct, foaf, literal, namedNode, OBS, quadOf, rdf, SCHEMA, xsd } from '../rdf/terms.ts';

/** What the description of the dataset counts and names. */
export interface VoidState {
  readonly base: string;
  readonly counts: Readonly<Record<EntityType, number>>;
  /** Class of each type of entity. */
  readonly classes: Readonly<Partial<Record<EntityType, string>>>;
  readonly changedAt?: string;
  /** Whole copies that can be downloaded. */
  readonly dumps: readonly string[];
  /** Statements of the whole, as last counted. */
  readonly triples?: number;
  /** Pages of some entities. */
  readonly examples: readonly string[];
}

const voidTerm = (local: string) => namedNode(`http://rdfs.org/ns/void#${local}`);
const formats = ['Turtle', 'JSON-LD', 'N-Quads'].map((name) => `http://www.w3.org/ns/formats/${name}`);
const vocabularies = [OBS, SCHEMA, 'http://xmlns.com/foaf/0.1/', 'http://www.w3.org/2004/02/skos/core#'];

/** The dataset in the words of VoID (https://www.w3.org/TR/void/), for `/.well-known/void`. */
export function describeVoid(state: VoidState): Quad[] {
  const { base, counts, classes, changedAt, dumps, triples, examples } = state;
  const document = namedNode(`${base}/.well-known/void`);
  const dataset = namedNode(`${base}/catalog#dataset`);
  const text = (fr: string, en: string) => [literal(fr, 'fr'), literal(en, 'en')];
  const integer = (value: number) => literal(String(value), xsd('integer'));
  const entities = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const quads: Quad[] = [
    quadOf(document, rdf('type'), voidTerm('DatasetDescription')),
    ...text(
      'Description des données d’un observatoire des tiers-lieux',
      'Description of the data of an observatory of third places',
    ).map((title) => quadOf(document, dct('title'), title)),
    quadOf(document, foaf('primaryTopic'), dataset),
    quadOf(dataset, rdf('type'), voidTerm('Dataset')),
    ...text(
      'Tiers-lieux, réseaux, pratiques, besoins et liens',
      'Third places, networks, practices, needs and links',
    ).map((title) => quadOf(dataset, dct('title'), title)),
    quadOf(dataset, foaf('homepage'), namedNode(`${base}/donnees`)),
    quadOf(dataset, dct('publisher'), namedNode(`${base}/catalog#publisher`)),
    quadOf(dataset, voidTerm('sparqlEndpoint'), namedNode(`${base}/sparql`)),
    quadOf(dataset, voidTerm('entities'), integer(entities)),
    ...formats.map((iri) => quadOf(dataset, voidTerm('feature'), namedNode(iri))),
    ...vocabularies.map((iri) => quadOf(dataset, voidTerm('vocabulary'), namedNode(iri))),
    ...dumps.map((address) => quadOf(dataset, voidTerm('dataDump'), namedNode(address))),
    ...examples.map((address) => quadOf(dataset, voidTerm('exampleResource'), namedNode(address))),
  ];
  if (changedAt) quads.push(quadOf(dataset, dct('modified'), literal(changedAt, xsd('dateTime'))));
  if (triples !== undefined) quads.push(quadOf(dataset, voidTerm('triples'), integer(triples)));
  for (const [type, iri] of Object.entries(classes)) {
    const partition = namedNode(`${base}/.well-known/void#${type}`);
    quads.push(
      quadOf(dataset, voidTerm('classPartition'), partition),
      quadOf(partition, voidTerm('class'), namedNode(iri)),
      quadOf(partition, voidTerm('entities'), integer(counts[type as EntityType])),
    );
  }
  return quads;
}
