import type { Quad } from '@rdfjs/types';
import type { Speaker } from '../../directory/speakers.ts';
import type { Registry } from '../../registry/registry.ts';
import type { Versions } from '../../registry/versions.ts';
import { type Told, toldOf } from './told.ts';

/** From when to when a document said something; `to` is when it said it no more. */
export interface Span {
  readonly from: string;
  readonly to?: string;
}

/** One value of an entity, in one document's words. */
export interface Statement extends Told {
  /** What the document calls the entity. */
  readonly subject: string;
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

/** Tells every statement on an entity with its document and history, by property; of each, those still made first. */
export type StatementReader = (
  speakers: readonly Speaker[],
  options: {
    /** False tells what is said now alone: of persons nothing else is told. */
    readonly withHistory: boolean;
  },
) => readonly Statement[];

/** Reads the N-Quads of a kept version without what may not be told any more: the suppressed, and persons who have left. */
export type Tellable = (nquads: string) => readonly Quad[];

/** Versions of one document that are looked through, the newest: more would keep a page waiting. */
const mostVersions = 200;

/** Makes the reader over the kept versions. */
export function createStatementReader(parts: {
  readonly versions: Versions;
  readonly registry: Pick<Registry, 'find'>;
  readonly isSuppressed: (iri: string) => boolean;
  readonly tellable: Tellable;
}): StatementReader {
  const { versions, registry, isSuppressed, tellable } = parts;
  return (speakers, { withHistory }) =>
    speakers
      .filter(({ iri, url }) => !isSuppressed(iri) && !isSuppressed(url))
      .flatMap((speaker) => {
        const current = registry.find(speaker.registration)?.graphHash;
        const kept = versions.all(speaker.registration).slice(withHistory ? -mostVersions : -1);
        const found = new Map<string, Told & { readonly spans: Span[] }>();
        for (const [index, version] of kept.entries()) {
          const until = kept[index + 1]?.at;
          for (const [key, told] of toldOf(tellable(versions.content(version)), speaker.iri)) {
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
          rankOf(a) - rankOf(b) ||
          compareText(a.path.join(' '), b.path.join(' ')) ||
          Number(b.isSaid) - Number(a.isSaid) ||
          Number(b.isFirstHand) - Number(a.isFirstHand) ||
          compareText(a.document, b.document) ||
          compareText(a.value, b.value),
      );
}

/** What people look for first; everything else follows by name. */
const leading = ['name', 'alternateName', 'description', 'type', 'kind', 'address', 'geo', 'telephone', 'email', 'url'];

function rankOf({ path }: Statement): number {
  const rank = leading.indexOf(path[0]?.split(/[/#]/).at(-1) ?? '');
  return rank === -1 ? leading.length : rank;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
