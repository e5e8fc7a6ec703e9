import { kindGlyphs, shownKind } from '../places/kind-glyphs.ts';

/** The mark of a place's first kind; decorative, the word stands beside it. */
export function Glyph({ kinds }: { readonly kinds: readonly string[] }) {
  const kind = shownKind(kinds);
  return (
    <span class="kind-disc" data-kind={kind} aria-hidden="true">
      <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={kindGlyphs[kind]} fill-rule="evenodd" />
      </svg>
    </span>
  );
}
