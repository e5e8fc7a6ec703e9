import { readBaseMap } from '../map/base-map.ts';
import { fill, texts } from '../texts/texts.ts';

const baseMap = ['MapSVG (CC BY 4.0)', 'Natural Earth', 'GeoNames (CC BY 4.0)', 'INSEE'];

/** Who is to be thanked for the base map and for the sets of places that are shown; always text, never HTML. */
export function Credits({
  places,
  isLight = false,
}: {
  readonly places: readonly string[];
  readonly isLight?: boolean;
}) {
  const t = texts().map;
  const wide = matchMedia('(min-width: 48.01rem)').matches;
  const text = isLight ? `${t.light} ${creditsText(places)}` : creditsText(places);
  const credits = <p>{text}</p>;
  if (wide) return credits;
  return (
    <details>
      <summary>{t.credits}</summary>
      {credits}
    </details>
  );
}

/** The same in one line, for pictures. */
export function creditsText(places: readonly string[]): string {
  const t = texts().map;
  const operators = readBaseMap()?.credit;
  const base = fill(t.base, { names: [...(operators ? [operators] : []), ...baseMap].join(' · ') });
  return places.length > 0 ? `${base} — ${fill(t.places, { names: places.join(' · ') })}` : base;
}
