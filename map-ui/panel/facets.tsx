import { useState } from 'preact/hooks';
import type { Counted } from '../places/place-index.ts';
import { fill, pageLanguage, texts, writeNumber } from '../texts/texts.ts';
import { Glyph } from './glyph.tsx';

interface Props {
  readonly kinds: readonly Counted[];
  readonly practices: readonly Counted[];
  readonly chosenKinds: readonly string[];
  readonly chosenPractices: readonly string[];
  readonly toggle: (facet: 'kinds' | 'practices', key: string) => void;
  readonly startOpen: boolean;
}

const shownPractices = 10;

/** The filters as chips; each count is how many places choosing it would show. */
export function Facets({ kinds, practices, chosenKinds, chosenPractices, toggle, startOpen }: Props) {
  const [all, setAll] = useState(false);
  const t = texts().facets;
  const frequent = [...practices].sort((a, b) => b.count - a.count);
  const shown = frequent.filter(({ concept }, i) => all || i < shownPractices || chosenPractices.includes(concept.key));
  return (
    <details class="map-facets" open={startOpen}>
      <summary>{t.title}</summary>
      <fieldset>
        <legend>{t.kind}</legend>
        <ul class="chips">
          {kinds.map((one) => (
            <Chip
              key={one.concept.key}
              {...one}
              glyph
              chosen={chosenKinds.includes(one.concept.key)}
              toggle={(key) => toggle('kinds', key)}
            />
          ))}
        </ul>
      </fieldset>
      {practices.length > 0 && (
        <fieldset>
          <legend>{t.practice}</legend>
          <ul class="chips">
            {shown.map((one) => (
              <Chip
                key={one.concept.key}
                {...one}
                chosen={chosenPractices.includes(one.concept.key)}
                toggle={(key) => toggle('practices', key)}
              />
            ))}
          </ul>
          {practices.length > shownPractices && (
            <button type="button" class="button plain" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t.less : fill(t.more, { count: practices.length })}
            </button>
          )}
        </fieldset>
      )}
    </details>
  );
}

interface ChipProps extends Counted {
  readonly chosen: boolean;
  readonly glyph?: boolean;
  readonly toggle: (key: string) => void;
}

function Chip({ concept, count, chosen, glyph, toggle }: ChipProps) {
  return (
    <li>
      <label class="chip">
        <input
          type="checkbox"
          checked={chosen}
          disabled={count === 0 && !chosen}
          onChange={() => toggle(concept.key)}
        />
        {glyph && <Glyph kinds={[concept.key]} />}
        <span>{concept.label[pageLanguage()]}</span>
        <span class="count">{writeNumber(count)}</span>
      </label>
    </li>
  );
}
