import type { ComponentChildren } from 'preact';
import { texts } from '../texts/texts.ts';

/** What the signs of the map mean; on a phone it is folded, since it would cover the map. */
export function MapLegend({ children }: { readonly children: ComponentChildren }) {
  const t = texts().territories;
  const isWide = matchMedia('(min-width: 48.01rem)').matches;
  return (
    <section class="map-legend" aria-label={t.legend}>
      <details open={isWide}>
        <summary>{t.legend}</summary>
        {children}
      </details>
    </section>
  );
}
