/** A web address read from a cell, and the guess it took, when it took one. */
export interface WebAddress {
  readonly iri: string;
  readonly guess?: 'scheme-added' | 'first-of-several' | 'address-escaped';
}

/** Reads an http(s) address: alone, without its scheme, or the first of several; undefined when there is other text beside it. */
export function readWebAddress(text: string): WebAddress | undefined {
  const [first = '', ...others] = text.split(/[;,|]?\s+/);
  if (others.some((word) => !isWebAddress(word))) return undefined;
  const written = /^[a-z][a-z0-9+.-]*:/i.test(first) ? first : `https://${first}`;
  if (!isWebAddress(written)) return undefined;
  // What an IRI may not contain is escaped by the parser; an address that is already one is kept as it was written.
  const iri = /[<>"{}|\\^`]/.test(written) ? (URL.parse(written)?.href ?? written) : written;
  if (others.length > 0) return { iri, guess: 'first-of-several' };
  if (written !== first) return { iri, guess: 'scheme-added' };
  return iri === written ? { iri } : { iri, guess: 'address-escaped' };
}

function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '') return false;
  return /\.[a-z\u0080-\uffff-][a-z0-9\u0080-\uffff-]+$/i.test(url.hostname);
}
