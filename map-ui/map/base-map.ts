/** A base map that an operator chose, as the server tells it to the page. */
export interface BaseMap {
  readonly kind: 'raster' | 'archive' | 'style';
  readonly url: string;
  /** Who is to be named for it. */
  readonly credit: string;
}

/** The operator's base map of a page; undefined where the built-in one is all there is. */
export function readBaseMap(page: ParentNode = document): BaseMap | undefined {
  const told = page.querySelector<HTMLElement>('[data-base-map]')?.dataset['baseMap'];
  return told ? (JSON.parse(told) as BaseMap) : undefined;
}
