import type { EntityType } from '../../directory/entity.ts';
import { type Content, html } from './html.ts';

/** One drawing per kind of place and per type of entity, in strokes on a 24 × 24 box: kinds are told apart without their colour. */
const drawings: Readonly<Record<string, string>> = {
  'craft-workshop': 'M14 4l6 6-3 3-6-6zM11.5 9.5L4 17l3 3 7.5-7.5',
  coworking: 'M5 5h14v10H5zM3 19h18',
  'shared-kitchen': 'M5 10h14v6a4 4 0 0 1-4 4H9a4 4 0 0 1-4-4zM3 10h18M9 6V4M15 6V4',
  fablab: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM12 12l8-4.5M12 12v9M12 12L4 7.5',
  'living-lab': 'M9 3h6M10 3v6l-5 9a2 2 0 0 0 2 3h10a2 2 0 0 0 2-3l-5-9V3M8 15h8',
  'food-growing-place': 'M12 21v-9M12 12C7 12 5 9 5 5c4 0 7 2 7 7zM12 14c0-4 2-6 7-6 0 4-3 6-7 6z',
  'cultural-place': 'M5 4h14v7a7 7 0 0 1-14 0zM9 9h.01M15 9h.01M9 13c2 2 4 2 6 0',
  other: 'M12 4l8 8-8 8-8-8z',
  network:
    'M12 3a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM6 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM18 16a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM11 7l-4 9M13 7l4 9M8 18h8',
  organization: 'M4 20V5h9v15M13 10h7v10M3 20h18M7 9h3M7 13h3M7 17h3',
  person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 20c0-4 3-6 8-6s8 2 8 6',
  territory: 'M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14',
  practice: 'M12 4l2.4 5 5.6.7-4.1 3.8 1.1 5.5-5-2.8-5 2.8 1.1-5.5L4 9.7 9.6 9z',
  need: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v5M12 16h.01',
  offer: 'M4 10h16v4H4zM6 14v6h12v-6M12 10v10M12 10c-4 0-5-5-2-5 2 0 2 3 2 5zM12 10c4 0 5-5 2-5-2 0-2 3-2 5z',
  cooperation: 'M9 7a5 5 0 1 1 0 10A5 5 0 0 1 9 7zM15 7a5 5 0 1 1 0 10 5 5 0 0 1 0-10z',
  event: 'M4 6h16v14H4zM4 11h16M8 3v5M16 3v5',
  experience: 'M12 6c-2-2-5-2-8-2v14c3 0 6 0 8 2 2-2 5-2 8-2V4c-3 0-6 0-8 2zM12 6v14',
  effect: 'M12 3v5M12 16v5M3 12h5M16 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
};

/** The mark of an entity: its first kind for a place, its type otherwise; decorative, the word stands beside it. */
export function glyph(type: EntityType, kinds: readonly string[] = []): Content {
  const kind = type === 'place' ? (kinds.find((key) => key in drawings) ?? 'other') : undefined;
  return html`<span class="glyph" data-kind=${kind} data-type=${type} aria-hidden="true">
    <svg viewBox="0 0 24 24" focusable="false"><path d=${drawings[kind ?? type]} /></svg>
  </span>`;
}
