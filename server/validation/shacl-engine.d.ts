declare module 'shacl-engine' {
  import type { DatasetCore, Literal, NamedNode, Term } from '@rdfjs/types';

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
    constructor(shapes: DatasetCore, options: { readonly factory: unknown });
    validate(data: { readonly dataset: DatasetCore }): Promise<{ readonly results: readonly ValidationResult[] }>;
  }
}
