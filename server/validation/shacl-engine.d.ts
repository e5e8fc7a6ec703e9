declare module 'shacl-engine' {
  import type { Literal, NamedNode, Quad, Term } from '@rdfjs/types';

  /** The part of an RDF/JS dataset that the engine reads. */
  export interface Dataset extends Iterable<Quad> {
    readonly size: number;
    match(subject?: Term | null, predicate?: Term | null, object?: Term | null): Iterable<Quad>;
  }

  /** Some nodes of a dataset, with the way to walk from them. */
  export interface Pointer {
    readonly term: Term | undefined;
    readonly terms: readonly Term[];
    out(predicates: readonly Term[]): Pointer;
    isList(): boolean;
    list(): Iterable<Pointer>;
  }

  export interface PathStep {
    readonly quantifier: 'one' | 'oneOrMore' | 'zeroOrMore' | 'zeroOrOne';
    readonly start: 'subject' | 'object';
    readonly predicates: readonly NamedNode[];
  }

  export interface ValidationResult {
    readonly args: Readonly<Record<string, unknown>>;
    readonly constraintComponent: NamedNode;
    readonly focusNode: Pointer;
    readonly path: readonly PathStep[] | null;
    readonly severity: NamedNode;
    readonly shape: { readonly ptr: Pointer; readonly message: readonly Literal[] };
    readonly value?: Pointer;
  }

  export class Validator {
    constructor(shapes: Dataset, options: { readonly factory: unknown });
    validate(
      data: { readonly dataset: Dataset; readonly terms?: readonly Term[] },
      shapes?: readonly { readonly terms: readonly Term[] }[],
    ): Promise<{ readonly results: readonly ValidationResult[] }>;
  }
}
