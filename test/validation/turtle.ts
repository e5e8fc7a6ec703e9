import type { Quad } from '@rdfjs/types';
import { Parser } from 'n3';

export const prefixes = `
@prefix schema: <https://schema.org/> .
@prefix obs: <https://w3id.org/obsidienne/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
`;

export const documentUrl = 'http://lieu.example/profil.ttl';

/** Quads of a Turtle text with the usual prefixes, read as the document `documentUrl`. */
export function turtle(text: string): Quad[] {
  return new Parser({ baseIRI: documentUrl }).parse(prefixes + text);
}
