import { labelOf } from '../stand-ins.ts';

/** A term of an answer in a table, as SPARQL 1.1 Query Results JSON §3.2.2 has it. */
export interface ResultTerm {
  readonly type: 'uri' | 'literal' | 'bnode';
  readonly value: string;
  readonly 'xml:lang'?: string;
  readonly datatype?: string;
}

export const xsd = 'http://www.w3.org/2001/XMLSchema#';
const geometries = 'http://www.openlinksw.com/schemas/virtrdf#Geometry';
const wktLiteral = 'http://www.opengis.net/ont/geosparql#wktLiteral';

/** What a server wrote, in the words of the standards; throws when it is no term. */
export function readTerm(given: unknown): ResultTerm {
  if (typeof given !== 'object' || given === null) throw new Error('the server wrote an answer that holds no term');
  const { type, value, datatype, 'xml:lang': language } = given as Record<string, unknown>;
  if (typeof value !== 'string') throw new Error('the server wrote a term without a value');
  if (type === 'uri') return named(value);
  if (type === 'bnode') return { type, value: `s${value.replaceAll(/\W+/g, '_')}` };
  if (type !== 'literal' && type !== 'typed-literal')
    throw new Error(`the server wrote a term of type ${String(type)}`);
  if (typeof language === 'string' && language !== '') return { type: 'literal', value, 'xml:lang': language };
  return typeof datatype === 'string' ? typed(value, datatype) : { type: 'literal', value };
}

/** An IRI, or the blank node that it stands for. */
export function named(iri: string): ResultTerm {
  const label = labelOf(iri);
  return label === undefined ? { type: 'uri', value: iri } : { type: 'bnode', value: label };
}

/** Virtuoso writes truth as a number and has a type of its own for geometries. */
export function typed(value: string, datatype: string): ResultTerm {
  if (datatype === `${xsd}string`) return { type: 'literal', value };
  if (datatype === `${xsd}boolean` && /^[01]$/.test(value))
    return { type: 'literal', value: value === '1' ? 'true' : 'false', datatype };
  return { type: 'literal', value, datatype: datatype === geometries ? wktLiteral : datatype };
}
