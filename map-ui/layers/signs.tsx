import type { Sign } from './legend-entries.ts';
import { MarkSign } from './mark-sign.tsx';

/** Signs of the map with their meaning. */
export function Signs({ title, signs }: { readonly title: string; readonly signs: readonly Sign[] }) {
  return (
    <>
      <p>{title}</p>
      <ul>
        {signs.map(({ label, colour, mark, line }) => (
          <li key={`${label} ${line}`}>
            {mark ? (
              <MarkSign kind={mark} />
            ) : (
              <span
                class={line ? `swatch-line ${line}` : 'swatch'}
                style={{ [line ? 'borderColor' : 'background']: `var(${colour})` }}
                aria-hidden="true"
              />
            )}
            {label}
          </li>
        ))}
      </ul>
    </>
  );
}
