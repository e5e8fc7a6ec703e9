import { useId, useState } from 'preact/hooks';
import type { FacetDictionary, FacetValue } from '../../server/points/manifest.ts';
import type { Selection } from '../../server/points/selection.ts';
import { foldText } from '../../server/rdf/fold-text.ts';
import { readLocked } from '../address/locked.ts';
import { type FacetName, facetNames } from '../address/url-state.ts';
import { fill, pageLanguage, texts, writeNumber } from '../texts/texts.ts';
import { Glyph } from './glyph.tsx';

/** A value with how many places choosing it would show; undefined before that is known. */
interface Counted extends FacetValue {
  readonly count: number | undefined;
}

/** Adds or takes away one value of a facet. */
export type Toggle = (facet: FacetName, key: string) => void;

interface Props {
  readonly dictionaries: readonly FacetDictionary[];
  /** By facet and value, as in the dictionaries. */
  readonly counts: readonly (readonly number[])[] | undefined;
  readonly selection: Selection;
  readonly toggle: Toggle;
}

/** A facet with more values than this shows the first ones, and has a field to find the others. */
const shownValues = 12;

/** The filters: the kinds at once, the practices folded under their name, all others together behind one more fold. */
export function Facets({ dictionaries, counts, selection, toggle }: Props) {
  const locked = readLocked()?.facets ?? {};
  const facets = facetNames.flatMap((name) => {
    if (name in locked) return [];
    const at = dictionaries.findIndex((one) => one.name === name);
    const values = dictionaries[at]?.values ?? [];
    const chosen = selection.facets[name] ?? [];
    const counted = values.map((value, i): Counted => ({ ...value, count: counts?.[at]?.[i] }));
    return counted.length > 0 ? [{ name, chosen, values: offered(name, counted, chosen) }] : [];
  });
  const t = texts().facets;
  const named = (wanted: FacetName) => facets.find(({ name }) => name === wanted);
  const [kind, practice] = [named('kind'), named('practice')];
  const others = facets.filter((facet) => facet !== kind && facet !== practice);
  const folded = (facet: (typeof facets)[number]) => (
    <Folded key={facet.name} {...facet} toggle={(key) => toggle(facet.name, key)} />
  );
  return (
    <div class="map-facets">
      {kind && (
        <fieldset>
          <legend>{t.names.kind}</legend>
          <Chips values={kind.values} chosen={kind.chosen} toggle={(key) => toggle('kind', key)} glyphs />
        </fieldset>
      )}
      {practice && folded(practice)}
      {others.length > 0 && (
        <details class="more-facets" open={others.some(({ chosen }) => chosen.length > 0)}>
          <summary>{t.others}</summary>
          {others.map(folded)}
        </details>
      )}
    </div>
  );
}

/** Régions are only shown when an address has chosen one: the départements are what readers choose. */
function offered(name: FacetName, values: readonly Counted[], chosen: readonly string[]): readonly Counted[] {
  return name === 'territory' ? values.filter(({ key }) => !/^R/.test(key) || chosen.includes(key)) : values;
}

interface ListProps {
  readonly values: readonly Counted[];
  readonly chosen: readonly string[];
  readonly toggle: (key: string) => void;
}

function Folded({ name, values, chosen, toggle }: ListProps & { readonly name: FacetName }) {
  const id = useId();
  const [all, setAll] = useState(false);
  const [sought, setSought] = useState('');
  const t = texts().facets;
  const label = t.names[name];
  const language = pageLanguage();
  const words = foldText(sought).split(' ').filter(Boolean);
  const fits = (value: Counted) => words.every((word) => ` ${foldText(value.label[language])}`.includes(` ${word}`));
  const isLong = values.length > shownValues;
  const found = words.length > 0 ? values.filter(fits) : values;
  const shown = all || words.length > 0 ? found : found.filter(({ key }, i) => i < shownValues || chosen.includes(key));
  const live = values.filter(({ count }) => count !== 0).length;
  return (
    <details open={chosen.length > 0}>
      <summary>
        {label} <span class="count">{writeNumber(live)}</span>
      </summary>
      {isLong && (
        <p class="facet-search">
          <label class="visually-hidden" for={id}>
            {fill(t.find, { facet: label })}
          </label>
          <input
            id={id}
            type="search"
            autocomplete="off"
            placeholder={t.findHint}
            value={sought}
            onInput={({ currentTarget }) => setSought(currentTarget.value)}
          />
        </p>
      )}
      <Chips values={shown} chosen={chosen} toggle={toggle} label={label} />
      {shown.length === 0 && <p class="quiet">{fill(t.none, { q: sought })}</p>}
      {isLong && words.length === 0 && (
        <button type="button" class="button plain" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t.less : fill(t.more, { count: writeNumber(values.length) })}
        </button>
      )}
    </details>
  );
}

function Chips({
  values,
  chosen,
  toggle,
  glyphs = false,
  label,
}: ListProps & { readonly glyphs?: boolean; readonly label?: string }) {
  return (
    <ul class={glyphs ? 'chips kinds' : 'chips'} aria-label={label}>
      {values.map((value) => (
        <Chip key={value.key} value={value} chosen={chosen.includes(value.key)} glyph={glyphs} toggle={toggle} />
      ))}
    </ul>
  );
}

interface ChipProps {
  readonly value: Counted;
  readonly chosen: boolean;
  readonly glyph: boolean;
  readonly toggle: (key: string) => void;
}

function Chip({ value, chosen, glyph, toggle }: ChipProps) {
  const { key, count } = value;
  const label = value.label[pageLanguage()];
  // "Fablab, makerspace, hackerspace" is "Fablab" on the chip of a kind, and the whole for who listens or hovers.
  const [short = label] = glyph ? label.split(',') : [label];
  const written = count === undefined ? '' : writeNumber(count);
  return (
    <li>
      <label class="chip" title={label}>
        <input
          type="checkbox"
          checked={chosen}
          disabled={count === 0 && !chosen}
          aria-label={`${label} ${written}`.trim()}
          onChange={() => toggle(key)}
        />
        {glyph && <Glyph kinds={[key]} />}
        <span>{short}</span>
        <span class="count">{written}</span>
      </label>
    </li>
  );
}
