import type { NamedNode, Quad, Term } from '@rdfjs/types';
import { DataFactory } from 'n3';

/** Makes IRIs of one namespace: `schema('name')` is the named node `https://schema.org/name`. */
function namespace(base: string): (local: string) => NamedNode {
  return (local) => DataFactory.namedNode(base + local);
}

export const SCHEMA = 'https://schema.org/';
export const OBS = 'https://w3id.org/obsidienne/ns#';
/** Concepts live under `VOCAB + '{scheme}/{slug}'`. */
export const VOCAB = 'https://w3id.org/obsidienne/';

export const schema = namespace(SCHEMA);
export const obs = namespace(OBS);
export const rdf = namespace('http://www.w3.org/1999/02/22-rdf-syntax-ns#');
export const rdfs = namespace('http://www.w3.org/2000/01/rdf-schema#');
export const owl = namespace('http://www.w3.org/2002/07/owl#');
export const xsd = namespace('http://www.w3.org/2001/XMLSchema#');
export const skos = namespace('http://www.w3.org/2004/02/skos/core#');
export const foaf = namespace('http://xmlns.com/foaf/0.1/');
export const dct = namespace('http://purl.org/dc/terms/');
export const prov = namespace('http://www.w3.org/ns/prov#');
export const sh = namespace('http://www.w3.org/ns/shacl#');
export const dcat = namespace('http://www.w3.org/ns/dcat#');
export const geo = namespace('http://www.opengis.net/ont/geosparql#');
export const activity = namespace('https://www.w3.org/ns/activitystreams#');
export const ldes = namespace('https://w3id.org/ldes#');
export const tree = namespace('https://w3id.org/tree#');

export const { namedNode, literal, blankNode, quad, defaultGraph } = DataFactory;

/** A text that is the same for equal terms and for no others; every term we make or parse carries it. */
export function keyOf(term: Term): string {
  return (term as unknown as { readonly id: string }).id;
}

/** Makes a quad of terms whose positions are already known to be right, so that casts stand in one place. */
export function quadOf(subject: Term, predicate: Term, object: Term, graph: Term = defaultGraph()): Quad {
  return quad(subject as never, predicate as never, object as never, graph as never);
}
