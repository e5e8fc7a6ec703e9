import type { PointsManifest } from '../../server/points/manifest.ts';
import { pageLanguage, texts } from '../texts/texts.ts';

interface Props {
  readonly manifest: Pick<PointsManifest, 'facets'>;
  readonly about: string | undefined;
  readonly choose: (practice: string | undefined) => void;
}

/** Which practice the layer is about: those that places state, by name. */
export function PracticeChoice({ manifest, about, choose }: Props) {
  const language = pageLanguage();
  const values = manifest.facets.find(({ name }) => name === 'practice')?.values ?? [];
  const sorted = values
    .map(({ key, label }) => ({ key, label: label[language] }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  return (
    <label class="map-choice">
      {texts().layers.practice}
      <select value={about ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}>
        <option value="">{texts().layers.choose}</option>
        {sorted.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
