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
}

const shownPractices = 10;

/** The filters as chips; each count is how many places choosing it would show. */
export function Facets({ kinds, practices, chosenKinds, chosenPractices, toggle }: Props) {
  const [all, setAll] = useState(false);
  const t = texts().facets;
  const shown = practices.filter(
    ({ concept }, i) => all || i < shownPractices || chosenPractices.includes(concept.key),
  );
  return (
    <div class="map-facets">
      <fieldset>
        <legend>{t.kind}</legend>
        <ul class="chips kinds">
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
        <details open={chosenPractices.length > 0}>
          <summary>
            {t.practice} <span class="count">{writeNumber(practices.length)}</span>
          </summary>
          <ul class="chips" aria-label={t.practice}>
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
        </details>
      )}
    </div>
  );
}

interface ChipProps extends Counted {
  readonly chosen: boolean;
  readonly glyph?: boolean;
  readonly toggle: (key: string) => void;
}

function Chip({ concept, count, chosen, glyph, toggle }: ChipProps) {
  const label = concept.label[pageLanguage()];
  // "Fablab, makerspace, hackerspace" is "Fablab" on the chip, and the whole for who listens or hovers.
  const [short = label] = label.split(',');
  return (
    <li>
      <label class="chip" title={label}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={count === 0 && !chosen}
          aria-label={`${label} ${writeNumber(count)}`}
          onChange={() => toggle(concept.key)}
        />
        {glyph && <Glyph kinds={[concept.key]} />}
        <span>{short}</span>
        <span class="count">{writeNumber(count)}</span>
      </label>
    </li>
  );
}
