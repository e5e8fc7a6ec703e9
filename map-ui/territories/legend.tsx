import { texts } from '../texts/texts.ts';
import type { Territories } from './use-territories.ts';
import { writeValue } from './write-value.ts';

/** What the colours of the départements mean. */
export function TerritoryLegend({ territories }: { readonly territories: Territories }) {
  const t = texts().territories;
  const { by } = territories;
  return (
    <>
      <p>{t.titles[by]}</p>
      <ul>
        {legendRanges(territories).map(({ from, to }, i) => (
          <li key={from}>
            <span class="swatch" style={{ background: `var(--shade-${i})` }} aria-hidden="true" />
            {from === to ? writeValue(from, by) : `${writeValue(from, by)} – ${writeValue(to, by)}`}
          </li>
        ))}
        <li>
          <span class="swatch" aria-hidden="true" />0
        </li>
      </ul>
    </>
  );
}

/** The least and the greatest value that each class holds. */
export function legendRanges({ measured, breaks }: Territories): { readonly from: number; readonly to: number }[] {
  return breaks.map((from, i) => {
    const next = breaks[i + 1] ?? Number.POSITIVE_INFINITY;
    const to = measured.reduce(
      (most, { value }) => (value >= from && value < next ? Math.max(most, value) : most),
      from,
    );
    return { from, to };
  });
}
