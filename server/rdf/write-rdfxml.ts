import type { Quad, Term } from '@rdfjs/types';
import { prefixes } from './serialize.ts';

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const stringDatatype = 'http://www.w3.org/2001/XMLSchema#string';
/** Where a predicate's IRI can be cut: its end must be an XML name (RDF 1.1 XML Syntax, section 2.1.4). */
const localName = /[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** Writes triples as RDF/XML, one element per subject; throws when a predicate ends in no XML name. Graph names are left out. */
export function writeRdfXml(quads: readonly Quad[]): string {
  const namespaces = new Map([[RDF, 'rdf'], ...Object.entries(prefixes).map(([name, iri]) => [iri, name] as const)]);
  const used = new Set([RDF]);
  const nameOf = (predicate: string): string => {
    const local = localName.exec(predicate)?.[0];
    if (local === undefined) throw new Error(`${predicate} cannot be written as an XML name`);
    const namespace = predicate.slice(0, -local.length);
    const prefix = namespaces.get(namespace) ?? `ns${namespaces.size}`;
    namespaces.set(namespace, prefix);
    used.add(namespace);
    return `${prefix}:${local}`;
  };
  const subjects = Map.groupBy(quads, ({ subject }) => `${subject.termType} ${subject.value}`);
  const body = [...subjects.values()].map((own) => {
    const lines = own.map(({ predicate, object }) => `    ${property(nameOf(predicate.value), object)}\n`);
    const subject = own[0]?.subject as Term;
    const about =
      subject.termType === 'BlankNode'
        ? `rdf:nodeID="${nodeId(subject.value)}"`
        : `rdf:about="${escapeXml(subject.value)}"`;
    return `  <rdf:Description ${about}>\n${lines.join('')}  </rdf:Description>\n`;
  });
  const declared = [...namespaces].filter(([iri]) => used.has(iri));
  const attributes = declared.map(([iri, prefix]) => `\n  xmlns:${prefix}="${escapeXml(iri)}"`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF${attributes}>\n${body.join('')}</rdf:RDF>\n`;
}

function property(name: string, object: Term): string {
  if (object.termType === 'NamedNode') return `<${name} rdf:resource="${escapeXml(object.value)}"/>`;
  if (object.termType === 'BlankNode') return `<${name} rdf:nodeID="${nodeId(object.value)}"/>`;
  if (object.termType !== 'Literal') throw new Error(`a ${object.termType} cannot be written as RDF/XML`);
  const { language, datatype } = object;
  const type =
    language !== ''
      ? ` xml:lang="${language}"`
      : datatype.value === stringDatatype
        ? ''
        : ` rdf:datatype="${escapeXml(datatype.value)}"`;
  return `<${name}${type}>${escapeXml(object.value)}</${name}>`;
}

/** A label that is an XML name whatever the parser called the node. */
function nodeId(label: string): string {
  return `b${label.replace(/[^\w-]/g, '_')}`;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
      .replace(/[&<>"\r]/g, (character) => escapes[character] ?? '')
  );
}
