import type { Quad } from '@rdfjs/types';
import type { Dereferencer } from '../../fetch/dereference.ts';
import { rdf } from '../../rdf/terms.ts';
import type { Bilingual } from '../../rdf/text.ts';
import type { Examinable } from '../examination/examine.ts';
import type { ReadApart } from '../examination/read-apart.ts';
import { tellOutcome } from '../visit/visit-words.ts';

/** One document that was asked, and what came of it: its statements, or why there are none. */
export interface LiveDocument {
  readonly url: string;
  readonly quads: readonly Quad[];
  readonly problem?: Bilingual;
}

export interface LiveParts {
  readonly dereferencer: Pick<Dereferencer, 'dereference'>;
  readonly readApart: (document: Examinable) => Promise<ReadApart>;
  /** Whether an address may be asked on behalf of anybody: that of a publisher who is known here. */
  readonly isKnown: (url: string) => boolean;
  readonly maxDocuments: number;
}

/**
 * Reads documents as they are at this moment, beginning with some, and from these along the links that a query names
 * (link traversal by matching predicates), nearest first; stops at `maxDocuments` or when `signal` aborts.
 */
export async function gatherLive(
  seeds: readonly string[],
  { named, signal }: { readonly named: ReadonlySet<string>; readonly signal: AbortSignal },
  { dereferencer, readApart, isKnown, maxDocuments }: LiveParts,
): Promise<readonly LiveDocument[]> {
  const met: LiveDocument[] = [];
  const waiting = new Set(seeds.map(documentOf).filter(isKnown));
  for (const url of waiting) {
    if (met.length >= maxDocuments || signal.aborted) break;
    const document = await readOne(url);
    met.push(document);
    for (const target of linksIn(document.quads, named)) if (isKnown(target)) waiting.add(target);
  }
  return met;

  async function readOne(url: string): Promise<LiveDocument> {
    const answer = await dereferencer.dereference(url);
    switch (answer.state) {
      case 'document':
        return { url, quads: (await readApart(answer.document)).quads };
      case 'not-modified':
        throw new Error(`${url} was asked without conditions`);
      default:
        return { url, quads: [], problem: tellOutcome(answer) };
    }
  }
}

/** Both ends of the statements whose predicate the query names, as documents. */
function* linksIn(quads: readonly Quad[], named: ReadonlySet<string>): Iterable<string> {
  for (const { subject, predicate, object } of quads) {
    if (!named.has(predicate.value) || predicate.equals(rdf('type'))) continue;
    for (const { termType, value } of [subject, object])
      if (termType === 'NamedNode' && /^https?:/.test(value)) yield documentOf(value);
  }
}

function documentOf(iri: string): string {
  return iri.split('#', 1)[0] ?? iri;
}
