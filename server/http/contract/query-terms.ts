/** A term that the query page proposes: what it is, how it is written, and what it means in the reader's language. */
export interface QueryTerm {
  readonly kind: 'class' | 'property' | 'function' | 'concept' | 'territory' | 'graph';
  readonly iri: string;
  /** `obs:kind`; absent where the whole IRI is to be written. */
  readonly name?: string;
  readonly label: string;
  readonly definition?: string;
  /** What people also call it. */
  readonly others?: readonly string[];
  /** The label of its scheme. */
  readonly scheme?: string;
  /** Of a property, the scheme that its values are chosen from. */
  readonly takes?: string;
}

/** What the query page completes from. */
export interface QueryTerms {
  /** Namespaces by prefix. */
  readonly prefixes: Readonly<Record<string, string>>;
  readonly terms: readonly QueryTerm[];
}
