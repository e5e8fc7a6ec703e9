import type { ListAnswer } from '../../server/http/contract.ts';
import type { PointsManifest } from '../../server/points/manifest.ts';
import { everything, readChoices, type Selection } from '../../server/points/selection.ts';
import { facetNames } from '../address/url-state.ts';
import { fill, pageLanguage, texts } from '../texts/texts.ts';
import type { Toggle } from './facets.tsx';

interface Props {
  readonly manifest: PointsManifest;
  readonly selection: Selection;
  /** The facets of the list, which also name what the manifest does not list (communes). */
  readonly known: ListAnswer['facets'];
  readonly toggle: Toggle;
  readonly select: (change: Partial<Selection>) => void;
}

/** Everything that narrows the places, each with its way back: folded filters do not show what they hold. */
export function Chosen({ manifest, selection, known, toggle, select }: Props) {
  const t = texts().facets;
  const language = pageLanguage();
  const values = readChoices(manifest.facets, selection).flatMap(({ facet, values: found, unlisted }) => {
    const dictionary = manifest.facets[facet];
    const name = facetNames.find((one) => one === dictionary?.name);
    if (!name) return [];
    const listed = found.flatMap((at) => dictionary?.values[at] ?? []);
    const others = unlisted.map((key) => known[name]?.find((value) => value.key === key) ?? { key, label: undefined });
    return [...listed, ...others].map(({ key, label }) => ({ name, key, label: label?.[language] ?? key }));
  });
  return (
    <ul class="chips" aria-label={t.active}>
      {selection.q !== '' && <Removable label={fill(t.words, { q: selection.q })} remove={() => select({ q: '' })} />}
      {values.map(({ name, key, label }) => (
        <Removable key={`${name} ${key}`} label={label} remove={() => toggle(name, key)} />
      ))}
      <li>
        <button type="button" class="chip" onClick={() => select(everything)}>
          {t.clear}
        </button>
      </li>
    </ul>
  );
}

function Removable({ label, remove }: { readonly label: string; readonly remove: () => void }) {
  return (
    <li>
      <button type="button" class="chip" aria-label={fill(texts().facets.remove, { label })} onClick={remove}>
        {label} <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
