import { createHash } from 'node:crypto';
import { foldText } from '../rdf/fold-text.ts';

/** Words of an IRI that say nothing about what it names. */
const empty = new Set(
  'www localhost profil profile card fiche index id it me this lieu place asso association reseau network organisation organization ttl jsonld html htm rdf nt nq trig xml json php data donnees'.split(
    ' ',
  ),
);
const maxLength = 60;
const hashLength = 5;

/** A readable key from a publisher's IRI: its telling words, `kyosei` for `http://kyosei.localhost/profil.ttl#archipel`. */
export function keyOfIri(iri: string): string {
  const url = URL.parse(iri);
  const host = (url?.hostname ?? '').split('.').slice(0, -1).join('-');
  const rest = url ? `${decode(url.pathname)}-${decode(url.hash)}` : iri;
  const words = slug(`${host}-${rest}`)
    .split('-')
    .filter((word) => word && !empty.has(word));
  const key = [...new Set(words)].join('-').slice(0, maxLength).replace(/-+$/, '');
  return key || hashedKey(iri, { key: 'fiche', isFree: () => true });
}

/**
 * The key to use when another entity already has `key`: still readable, told apart by five characters of the IRI's hash,
 * or by as many more as it takes, lest somebody occupy the key that another will need.
 */
export function hashedKey(
  iri: string,
  { key, isFree }: { readonly key: string; readonly isFree: (key: string) => boolean },
): string {
  const hash = createHash('sha256').update(iri).digest('hex');
  for (let length = hashLength; length < hash.length; length++) {
    const candidate = `${key}-${hash.slice(0, length)}`;
    if (isFree(candidate)) return candidate;
  }
  return `${key}-${hash}`;
}

/** Lower-case ASCII words joined by hyphens. */
export function slug(text: string): string {
  return foldText(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
