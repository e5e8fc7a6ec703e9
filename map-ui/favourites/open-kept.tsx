import { texts, writeNumber } from '../texts/texts.ts';
import { useFavourites } from './use-favourites.ts';

/** The way to the reader's favourites; it stays when there are none, since the list then says how to have some. */
export function OpenKept({ open }: { readonly open: () => void }) {
  const { length } = useFavourites();
  return (
    <p class="open-kept">
      <button type="button" class="chip" onClick={open}>
        <span class="star-mark" aria-hidden="true">
          ★
        </span>{' '}
        {texts().favourites.open} <span class="count">{writeNumber(length)}</span>
      </button>
    </p>
  );
}
