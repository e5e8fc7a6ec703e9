import { render } from 'preact';
import type { Favourite } from '../favourites/favourites.ts';
import { Star } from '../favourites/star.tsx';
import { ShareButton } from './share-button.tsx';

/** Gives the page of an entity what needs script: to share it and, for a place, to keep it. */
export function startActions(at: HTMLElement): void {
  const { key = '', name = '', kinds = '', type } = at.dataset;
  const place: Favourite = { key, name, kinds: kinds.split(' ').filter(Boolean) };
  render(
    <>
      {type === 'place' && <Star place={place} words />}
      <ShareButton class="button secondary" title={name} url={() => location.href} />
    </>,
    at,
  );
}
