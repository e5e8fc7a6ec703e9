import type { Quad, Term } from '@rdfjs/types';
import { blankNode, defaultGraph, literal, namedNode, quadOf, rdf, xsd } from '../terms.ts';
import { isAbsolute, isBlank } from './active-context.ts';
import type { Expanded } from './expanded.ts';
import type { Json } from './json.ts';
import { canonicalJson } from './json.ts';
import type { Session } from './session.ts';

/** How a text's direction becomes RDF (JSON-LD 1.1 API, `rdfDirection`); without it the direction is left out. */
export type RdfDirection = 'i18n-datatype' | 'compound-literal';

export interface ToQuadsOptions {
  /** Begins the label of every blank node. */
  readonly label: string;
  readonly rdfDirection?: RdfDirection;
}

/** Turns expanded nodes into quads (JSON-LD 1.1 API, section 7.1); what is no IRI is left out and noted. */
export function toQuads(session: Session, nodes: readonly Expanded[], options: ToQuadsOptions): Quad[] {
  const writer = new QuadWriter(session, options);
  for (const node of nodes) writer.writeNode(node, defaultGraph());
  return writer.quads;
}

const type = rdf('type');
const first = rdf('first');
const rest = rdf('rest');
const nil = rdf('nil');

class QuadWriter {
  readonly quads: Quad[] = [];
  readonly #session: Session;
  readonly #options: ToQuadsOptions;
  readonly #labels = new Map<string, Term>();
  #blankNodes = 0;

  constructor(session: Session, options: ToQuadsOptions) {
    this.#session = session;
    this.#options = options;
  }

  /** Writes what a node says; its own term comes back, undefined when it has none that RDF knows. */
  writeNode(node: Expanded, graph: Term): Term | undefined {
    const subject = node.id === undefined ? this.#freshBlankNode() : this.#resource(node.id);
    for (const written of node.types ?? []) this.#add(subject, type, this.#resource(written), graph);
    for (const [property, items] of node.properties ?? []) {
      const predicate = this.#predicate(property);
      for (const item of items) this.#add(subject, predicate, this.#object(item, graph), graph);
    }
    for (const [property, items] of node.reverse ?? []) {
      const predicate = this.#predicate(property);
      for (const item of items) this.#add(this.writeNode(item, graph), predicate, subject, graph);
    }
    for (const inner of node.included ?? []) this.writeNode(inner, graph);
    if (subject) for (const inner of node.graph ?? []) this.writeNode(inner, subject);
    return subject;
  }

  #add(subject: Term | undefined, predicate: Term | undefined, object: Term | undefined, graph: Term): void {
    if (subject && predicate && object) this.quads.push(quadOf(subject, predicate, object, graph));
  }

  #object(item: Expanded, graph: Term): Term | undefined {
    if (item.value !== undefined) return this.#literal(item, item.value, graph);
    return item.list ? this.#list(item.list, graph) : this.writeNode(item, graph);
  }

  /** An item that is no IRI is left out, its place in the list stays. */
  #list(items: readonly Expanded[], graph: Term): Term {
    const nodes = items.map(() => this.#freshBlankNode());
    for (const [index, item] of items.entries()) {
      const node = nodes[index];
      this.#add(node, first, this.#object(item, graph), graph);
      this.#add(node, rest, nodes[index + 1] ?? nil, graph);
    }
    return nodes[0] ?? nil;
  }

  #literal({ types = [], language, direction }: Expanded, value: Json, graph: Term): Term | undefined {
    const [datatype] = types;
    if (datatype === '@json') return literal(canonicalJson(value), rdf('JSON'));
    if (typeof value === 'boolean') return literal(String(value), datatype ? namedNode(datatype) : xsd('boolean'));
    if (typeof value === 'number') return numberLiteral(value, datatype);
    const text = String(value);
    if (datatype) return isBlank(datatype) ? undefined : literal(text, namedNode(datatype));
    if (direction && this.#options.rdfDirection === 'i18n-datatype')
      return literal(text, namedNode(`https://www.w3.org/ns/i18n#${language?.toLowerCase() ?? ''}_${direction}`));
    if (direction && this.#options.rdfDirection === 'compound-literal') {
      const node = this.#freshBlankNode();
      this.#add(node, rdf('value'), literal(text), graph);
      if (language) this.#add(node, rdf('language'), literal(language.toLowerCase()), graph);
      this.#add(node, rdf('direction'), literal(direction), graph);
      return node;
    }
    return language ? literal(text, language) : literal(text);
  }

  /** A blank node cannot be a property (RDF 1.1, section 3.1). */
  #predicate(iri: string): Term | undefined {
    const term = this.#resource(iri);
    return term?.termType === 'NamedNode' ? term : undefined;
  }

  #resource(iri: string | null): Term | undefined {
    if (iri === null) return undefined;
    if (isBlank(iri)) {
      const known = this.#labels.get(iri) ?? this.#freshBlankNode();
      this.#labels.set(iri, known);
      return known;
    }
    if (isAbsolute(iri)) return namedNode(iri);
    return this.#mended(iri);
  }

  /** Spaces around an address are a slip of the copying hand, spaces within it one of the camera that named the file. */
  #mended(iri: string): Term | undefined {
    const mended = iri.trim().replace(/\s/g, '%20');
    if (!this.#session.isStrict && isAbsolute(mended)) {
      this.#session.mended.add(iri);
      return namedNode(mended);
    }
    this.#session.malformed.add(iri);
    return undefined;
  }

  #freshBlankNode(): Term {
    return blankNode(`${this.#options.label}${this.#blankNodes++}`);
  }
}

/** Numbers in the canonical form of XML Schema: whole ones as integers, others as doubles. */
function numberLiteral(value: number, datatype: string | undefined): Term {
  const isDouble = value % 1 !== 0 || Math.abs(value) >= 1e21 || datatype === xsd('double').value;
  const text = isDouble ? value.toExponential(15).replace(/(\d)0*e\+?/, '$1E') : value.toFixed(0);
  return literal(text, datatype ? namedNode(datatype) : xsd(isDouble ? 'double' : 'integer'));
}
