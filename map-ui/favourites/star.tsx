import { useState } from 'preact/hooks';
import { isGuest } from '../address/locked.ts';
import { fill, texts } from '../texts/texts.ts';
import { drop, type Favourite, keep } from './favourites.ts';
import { useFavourites } from './use-favourites.ts';

interface Props {
  readonly place: Favourite;
  /** Shows the words beside the star. */
  readonly words?: boolean;
}

/**
 * Keeps a place among the reader's favourites, or no longer; not in somebody else's page. Without words it stands in a
 * list, where it is no stop of its own for the Tab key: the open place has the same.
 */
export function Star({ place, words = false }: Props) {
  const t = texts().favourites;
  const isKept = useFavourites().some(({ key }) => key === place.key);
  const [hasFailed, setFailed] = useState(false);
  const press = () => setFailed(!(isKept ? drop(place.key) : keep([place])));
  if (isGuest()) return null;
  const label = fill(t.star, { name: place.name });
  return (
    <>
      <button
        type="button"
        tabIndex={words ? 0 : -1}
        class={words ? 'star button secondary' : 'star'}
        aria-pressed={isKept}
        aria-label={label}
        title={isKept ? t.drop : t.keep}
        onClick={press}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
          <path d="M8 1.6l1.9 4.2 4.5.5-3.4 3.1 1 4.5L8 11.6l-4 2.3 1-4.5L1.6 6.3l4.5-.5z" />
        </svg>
        {words && <span>{t.short}</span>}
      </button>
      {hasFailed && (
        <span class="notice" role="alert">
          {t.refused}
        </span>
      )}
    </>
  );
}
