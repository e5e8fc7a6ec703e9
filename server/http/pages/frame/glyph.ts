import kindGlyphs from '../../../../map-ui/places/kind-glyphs.json' with { type: 'json' };
import type { EntityType } from '../../../directory/entity.ts';
import { type Content, html } from './html.ts';

/**
 * One drawing per kind of place and per type of entity, in a 16 × 16 box (even-odd fill): kinds are told apart without
 * their colour. The map draws the same kinds.
 */
export const drawings: Readonly<Record<string, string>> = {
  ...kindGlyphs,
  network:
    'M8 1.5a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM3.5 9.6a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM12.5 9.6a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4zM7.4 6h1.2v3.2l2.4 1.6-.7 1L8 10.2l-2.3 1.6-.7-1 2.4-1.6z',
  organization: 'M3 14V3h6v3h4v8zM5 5h2v1.5H5zM5 8.5h2V10H5zM10 8.5h1.5V10H10z',
  person: 'M8 2a2.8 2.8 0 1 1 0 5.6A2.8 2.8 0 0 1 8 2zM2.8 14c0-3.2 2-5 5.2-5s5.2 1.8 5.2 5z',
  territory: 'M2 4l3.6-1.4V12L2 13.4zM6.4 2.6l3.6 1.4v9.4L6.4 12zM10.8 4L14 2.6V12l-3.2 1.4z',
  practice: 'M8 2l1.8 3.9 4.2.5-3.1 2.9.8 4.2L8 11.4l-3.7 2.1.8-4.2L2 6.4l4.2-.5z',
  need: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.2a3.8 3.8 0 1 0 0 7.6 3.8 3.8 0 0 0 0-7.6z',
  offer: 'M2 5h12v3H2zM3 9h4.3v5H3zM8.7 9H13v5H8.7zM5.5 2h1.7L8 3.4 8.8 2h1.7v2.2h-5z',
  cooperation: 'M6 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10 3.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  event: 'M2.5 3.5h11v10h-11zM4 7h8v5H4zM5 2h1.3v3H5zM9.7 2H11v3H9.7z',
  experience: 'M3 2.5h8.5A1.5 1.5 0 0 1 13 4v9.5H4.5A1.5 1.5 0 0 1 3 12zM5.5 5.5h5v1.2h-5zM5.5 8h5v1.2h-5z',
  effect: 'M8 1.5l1.6 4.9 4.9 1.6-4.9 1.6L8 14.5l-1.6-4.9L1.5 8l4.9-1.6z',
};

/** The first of a place's kinds that has a drawing. */
export function shownKind(kinds: readonly string[]): string {
  return kinds.find((key) => Object.hasOwn(kindGlyphs, key)) ?? 'other';
}

/** The mark of an entity: its first kind for a place, its type otherwise; decorative, the word stands beside it. */
export function glyph(type: EntityType, kinds: readonly string[] = []): Content {
  const kind = type === 'place' ? shownKind(kinds) : undefined;
  return html`<span class="kind-disc" data-kind=${kind} data-type=${type} aria-hidden="true">
    <svg viewBox="0 0 16 16" focusable="false"><path d=${drawings[kind ?? type]} fill-rule="evenodd" /></svg>
  </span>`;
}
