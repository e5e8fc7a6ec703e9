import { type MarkKind, markKinds } from '../map/map-view.ts';
import { markGlyphs } from '../map/mark-glyphs.ts';

/** The mark as it is on the map; decorative, the word stands beside it. */
export function MarkSign({ kind }: { readonly kind: string }) {
  const known = markKinds.find((one): one is MarkKind => one === kind);
  if (!known) return null;
  return (
    <span class="mark-sign" data-mark={known} aria-hidden="true">
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={markGlyphs[known]} fill-rule="evenodd" />
      </svg>
    </span>
  );
}
