/** What tells who something is, taken from its own description alone. */
export interface Evidence {
  readonly iri: string;
  /** A place and the organisation that runs it are two things, whatever they share. */
  readonly kind: 'place' | 'actor';
  readonly names: readonly string[];
  readonly position?: { readonly lon: number; readonly lat: number };
  readonly street?: string;
  readonly postalCode?: string;
  readonly locality?: string;
  /** Addresses of pages on the web that it calls its own. */
  readonly sites: readonly string[];
  readonly emails: readonly string[];
  readonly telephones: readonly string[];
  readonly siret: readonly string[];
  readonly rna: readonly string[];
  /** Addresses that it says to be the same as: records elsewhere, Wikidata, OpenStreetMap. */
  readonly sameAs: readonly string[];
  /** Who wrote the description: nobody lists one thing twice on purpose. */
  readonly publisher?: string;
}
