import type { Decision } from '../identity/decisions.ts';
import type { Proposal } from '../identity/proposals.ts';
import type { Known } from '../identity/read-evidence.ts';
import type { Bilingual, Language } from '../rdf/text.ts';
import { wording } from '../rdf/text.ts';
import type { AppDeps } from './deps.ts';

/** One of two that are compared, with its page. */
export interface Side {
  readonly iri: string;
  readonly name: string;
  readonly page: { readonly type: Known['description']['type']; readonly key: string } | undefined;
  readonly known: Known | undefined;
}

/** A record that seems to be about the same thing as another, and why. */
export interface Twin {
  readonly side: Side;
  readonly reasons: readonly Bilingual[];
}

type Deps = Pick<AppDeps, 'identity' | 'directory'>;

/** What is known of an entity that a pair names; one that left the directory has its address for a name. */
export function readSide(iri: string, { identity, directory }: Deps, language: Language): Side {
  const known = identity.read(iri);
  return {
    iri,
    name: known ? wording(known.description.names, language) : iri,
    page: directory.locate(iri),
    known,
  };
}

/** The two of a proposal or decision. */
export function readSides(
  { a, b }: Pick<Proposal | Decision, 'a' | 'b'>,
  deps: Deps,
  language: Language,
): readonly [Side, Side] {
  return [readSide(a, deps, language), readSide(b, deps, language)];
}

/** The records that wait for a word on whether they are the same as an entity. */
export function twinsOf(iri: string, deps: Deps, language: Language): readonly Twin[] {
  const { identity } = deps;
  const own = new Set(identity.clusterOf(iri)?.members ?? [iri]);
  return identity.proposals.about(iri).flatMap(({ a, b, reasons }) => {
    const other = a === iri ? b : a;
    const word = identity.decisions.of(a, b)?.decision;
    if (own.has(other) || word === 'refused' || word === 'merged') return [];
    const side = readSide(other, deps, language);
    return side.page ? [{ side, reasons }] : [];
  });
}
