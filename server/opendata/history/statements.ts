import type { Quad, Term } from '@rdfjs/types';
import type { Speaker } from '../../directory/speakers.ts';
import { parseCanonical } from '../../rdf/parse-canonical.ts';
import { rdf } from '../../rdf/terms.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Versions } from '../../registry/versions.ts';

/** From when to when a document said something; `to` is when it said it no more. */
export interface Span {
  readonly from: string;
  readonly to?: string;
}

/** One value of an entity, in one document's words. */
export interface Statement {
  /** What the document calls the entity. */
  readonly subject: string;
  /** The properties that lead to the value, the last one being the value's: an address has a street. */
  readonly path: readonly string[];
  readonly value: string;
  readonly isIri: boolean;
  /** Language tag, where it has one. */
  readonly language?: string;
  readonly document: string;
  readonly registration: string;
  readonly isFirstHand: boolean;
  /** Whether the document still says it. */
  readonly isSaid: boolean;
  /** When the document was last read saying it. */
  readonly readAt: string;
  /** Every span in which it was said, as far as versions are kept; the first is when it was first read. */
  readonly spans: readonly Span[];
}

/** Tells every statement on an entity with its document and history: those still made first, by property. */
export type StatementReader = (
  speakers: readonly Speaker[],
  options: {
    /** False tells what is said now alone: of persons nothing else is told. */
    readonly withHistory: boolean;
  },
) => readonly Statement[];

/** Versions of one document that are looked through, the newest: more would keep a page waiting. */
const mostVersions = 200;

/** Makes the reader over the kept versions. */
export function createStatementReader(parts: {
  readonly versions: Versions;
  readonly registry: Pick<Registry, 'find'>;
  readonly isSuppressed: (iri: string) => boolean;
}): StatementReader {
  const { versions, registry, isSuppressed } = parts;
  return (speakers, { withHistory }) =>
    speakers
      .filter(({ iri, url }) => !isSuppressed(iri) && !isSuppressed(url))
      .flatMap((speaker) => {
        const current = registry.find(speaker.registration)?.graphHash;
        const kept = versions.all(speaker.registration).slice(withHistory ? -mostVersions : -1);
        const found = new Map<string, Told & { readonly spans: Span[] }>();
        for (const [index, version] of kept.entries()) {
          const until = kept[index + 1]?.at;
          for (const [key, told] of toldOf(parseCanonical(versions.content(version)), speaker.iri)) {
            const known = found.get(key) ?? { ...told, spans: [] };
            found.set(key, known);
            const last = known.spans.at(-1);
            // Said on, from the version before.
            if (last?.to === version.at)
              known.spans[known.spans.length - 1] =
                until === undefined ? { from: last.from } : { from: last.from, to: until };
            else known.spans.push(until === undefined ? { from: version.at } : { from: version.at, to: until });
          }
        }
        // A profile that is no longer shown says nothing now.
        const isShown = current !== null && current !== undefined && current === kept.at(-1)?.hash;
        return [...found.values()].map(({ spans, ...told }): Statement => {
          const end = spans.at(-1)?.to;
          return {
            ...told,
            subject: speaker.iri,
            document: speaker.url,
            registration: speaker.registration,
            isFirstHand: speaker.isFirstHand,
            isSaid: isShown && end === undefined,
            readAt: end ?? speaker.readAt,
            spans,
          };
        });
      })
      .sort(
        (a, b) =>
          Number(b.isSaid) - Number(a.isSaid) ||
          compareText(a.path.join(' '), b.path.join(' ')) ||
          Number(b.isFirstHand) - Number(a.isFirstHand) ||
          compareText(a.document, b.document) ||
          compareText(a.value, b.value),
      );
}

type Told = Pick<Statement, 'path' | 'value' | 'isIri' | 'language'>;

const deepest = 3;

/** What a graph says of a subject, nameless things unfolded into it, by a key that is the same in every version. */
function toldOf(quads: readonly Quad[], iri: string): ReadonlyMap<string, Told> {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const found = new Map<string, Told>();
  const walk = (subject: string, path: readonly string[]) => {
    for (const { predicate, object } of bySubject.get(subject) ?? []) {
      const here = [...path, predicate.value];
      if (object.termType === 'BlankNode') {
        if (path.length < deepest) walk(object.value, here);
        continue;
      }
      // What sort of nameless thing it is, its values tell.
      if (path.length > 0 && predicate.equals(rdf('type'))) continue;
      const told = toldTerm(here, object);
      found.set(JSON.stringify([here, told.value, told.isIri, told.language]), told);
    }
  };
  walk(iri, []);
  return found;
}

function toldTerm(path: readonly string[], object: Term): Told {
  const language = object.termType === 'Literal' && object.language !== '' ? object.language : undefined;
  return { path, value: object.value, isIri: object.termType === 'NamedNode', ...(language ? { language } : {}) };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
