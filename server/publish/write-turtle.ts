import type { Literal, Quad, Term } from '@rdfjs/types';
import { OBS, rdf, SCHEMA, VOCAB, xsd } from '../rdf/terms.ts';

const prefixes: Readonly<Record<string, string>> = {
  schema: SCHEMA,
  obs: OBS,
  foaf: 'http://xmlns.com/foaf/0.1/',
  dct: 'http://purl.org/dc/terms/',
  prov: 'http://www.w3.org/ns/prov#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * Writes a profile as Turtle that a person can read and edit: IRIs of the document itself relative to `documentIri`, so that the
 * file can be put anywhere, blank nodes in place, the document first and the others in the order they come.
 */
export function writeTurtle(quads: readonly Quad[], documentIri: string): string {
  const writing = new Writing(quads, documentIri);
  const body = writing.subjects();
  return `${writing.prefixLines()}\n${body}`;
}

class Writing {
  readonly #base: string;
  readonly #bySubject = new Map<string, Quad[]>();
  readonly #mentions = new Map<string, number>();
  readonly #used = new Map<string, string>();

  constructor(quads: readonly Quad[], base: string) {
    this.#base = base;
    for (const quad of quads) {
      const known = this.#bySubject.get(key(quad.subject));
      if (known) known.push(quad);
      else this.#bySubject.set(key(quad.subject), [quad]);
      this.#mentions.set(key(quad.object), (this.#mentions.get(key(quad.object)) ?? 0) + 1);
    }
  }

  prefixLines(): string {
    const lines = [...this.#used]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`);
    return lines.join('');
  }

  subjects(): string {
    const inPlace = this.#inPlace();
    const isDocument = (quads: readonly Quad[]) => (quads[0]?.subject.value === this.#base ? 0 : 1);
    const ordered = [...this.#bySubject].sort(([, a], [, b]) => isDocument(a) - isDocument(b));
    const blocks = ordered.flatMap(([subject, quads]) => {
      const [first] = quads;
      if (inPlace.has(subject) || !first) return [];
      return `${this.#term(first.subject)}${this.#properties(quads, { indent: '  ', inPlace })} .\n`;
    });
    return blocks.join('\n');
  }

  /** Blank nodes mentioned once, by a subject that is itself reached from an IRI: a ring of blank nodes keeps its labels. */
  #inPlace(): ReadonlySet<string> {
    const reached = new Set<string>();
    const visit = (quads: readonly Quad[]): void => {
      for (const { object } of quads) {
        const name = key(object);
        const own = this.#bySubject.get(name);
        if (object.termType !== 'BlankNode' || this.#mentions.get(name) !== 1 || !own || reached.has(name)) continue;
        reached.add(name);
        visit(own);
      }
    };
    for (const quads of this.#bySubject.values()) if (quads[0]?.subject.termType === 'NamedNode') visit(quads);
    return reached;
  }

  #properties(quads: readonly Quad[], { indent, inPlace }: { indent: string; inPlace: ReadonlySet<string> }): string {
    const groups = new Map<string, Quad[]>();
    for (const quad of quads) groups.set(quad.predicate.value, [...(groups.get(quad.predicate.value) ?? []), quad]);
    const type = groups.get(rdf('type').value);
    const others = [...groups.values()].filter((group) => group !== type);
    const written = others.map((group) => {
      const objects = group.map(({ object }) => {
        const own = inPlace.has(key(object)) ? this.#bySubject.get(key(object)) : undefined;
        if (!own) return this.#term(object);
        const inner = this.#properties(own, { indent: `${indent}  `, inPlace });
        return `[${inner}\n${indent}]`;
      });
      const [first] = group;
      return `\n${indent}${first ? this.#term(first.predicate) : ''} ${objects.join(`,\n${indent}  `)}`;
    });
    const types = type ? [` a ${type.map(({ object }) => this.#term(object)).join(', ')}`] : [];
    return [...types, ...written].join(' ;');
  }

  #term(term: Term): string {
    if (term.termType === 'BlankNode') return `_:${term.value.replace(/[^A-Za-z0-9]/g, '_')}`;
    if (term.termType === 'Literal') return this.#literal(term);
    return this.#iri(term.value);
  }

  #iri(iri: string): string {
    if (iri === this.#base || iri.startsWith(`${this.#base}#`)) return `<${escapeIri(iri.slice(this.#base.length))}>`;
    const [, scheme, slug] = iri.startsWith(VOCAB)
      ? (/^([a-z-]+)\/([a-z0-9-]+)$/.exec(iri.slice(VOCAB.length)) ?? [])
      : [];
    if (scheme && slug) return this.#name(scheme, `${VOCAB}${scheme}/`, slug);
    for (const [prefix, namespace] of Object.entries(prefixes)) {
      const local = iri.startsWith(namespace) ? iri.slice(namespace.length) : '';
      if (/^[A-Za-z_][\w-]*$/.test(local)) return this.#name(prefix, namespace, local);
    }
    return `<${escapeIri(iri)}>`;
  }

  #name(prefix: string, namespace: string, local: string): string {
    this.#used.set(prefix, namespace);
    return `${prefix}:${local}`;
  }

  #literal({ value, language, datatype }: Literal): string {
    if (language) return `${quoted(value)}@${language}`;
    if (datatype.value === xsd('string').value) return quoted(value);
    if (datatype.value === xsd('boolean').value && /^(?:true|false)$/.test(value)) return value;
    if (datatype.value === xsd('integer').value && /^[+-]?\d+$/.test(value)) return value;
    if (datatype.value === xsd('decimal').value && /^[+-]?\d*\.\d+$/.test(value)) return value;
    return `${quoted(value)}^^${this.#iri(datatype.value)}`;
  }
}

function key(term: Term): string {
  return `${term.termType} ${term.value}`;
}

/** Turtle's own escapes (https://www.w3.org/TR/turtle/#sec-escapes); a text of several lines keeps its lines. */
function quoted(text: string): string {
  const escaped = text
    .replace(/[\\"]/g, '\\$&')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
    .replace(/[^\P{Cc}\n]/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return escaped.includes('\n') ? `"""${escaped}"""` : `"${escaped}"`;
}

function escapeIri(iri: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
  return iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
