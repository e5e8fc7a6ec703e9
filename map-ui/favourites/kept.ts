/** Which kept places are listed: the reader's own favourites, or the keys that a link carries. */
export type Kept = 'own' | readonly string[];

/** As many as an address carries everywhere. */
export const mostShared = 100;

/** What the address asks for: `?favoris=cle,cle` for a choice, `?favoris=` for the reader's own. */
export function readKept(parameters: URLSearchParams): Kept | undefined {
  const asked = parameters.get('favoris');
  if (asked === null) return undefined;
  const keys = asked.split(',').map((key) => key.trim());
  const found = [...new Set(keys)].filter((key) => key !== '' && key.length <= 500);
  return found.length > 0 ? found.slice(0, mostShared) : 'own';
}

/** Puts into an address which kept places are listed. */
export function writeKept(kept: Kept | undefined, parameters: URLSearchParams): void {
  if (kept === undefined) parameters.delete('favoris');
  else parameters.set('favoris', kept === 'own' ? '' : kept.join(','));
}

/** The address of the map with a choice of places, in the language of `href` and without anything else of it. */
export function keptAddress(places: readonly { readonly key: string }[], href: string): string {
  const url = new URL('/', href);
  const language = new URL(href).searchParams.get('lang');
  if (language) url.searchParams.set('lang', language);
  writeKept(
    places.map(({ key }) => key),
    url.searchParams,
  );
  url.search = url.search.replaceAll('%2C', ',');
  return url.href;
}
