/** The closest zoom of tiles; the map looks no closer. */
export const deepestTile = 17;
export const tileExtent = 4096;
/** The one layer of the tiles. */
export const tileLayer = 'places';
/** Below this zoom no name would find room. */
export const namesFrom = 9;
/** Names come in pages of so many rows, and a tile has names only when its places stand on few of them. */
export const namesPerPage = 256;
export const namePagesOfTile = 8;

/** What a place is called: a second name where English has its own. */
export interface PlaceName {
  readonly key: string;
  readonly name: string;
  readonly en?: string;
}
