import { useEffect, useState } from 'preact/hooks';
import { type Favourite, onFavouritesChange, readFavourites } from './favourites.ts';

/** The favourites of the moment. */
export function useFavourites(): readonly Favourite[] {
  const [favourites, setFavourites] = useState(readFavourites);
  useEffect(() => onFavouritesChange(() => setFavourites(readFavourites())), []);
  return favourites;
}
