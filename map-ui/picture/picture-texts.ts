import type { PointsManifest } from '../../server/points/manifest.ts';
import { creditsText } from '../panel/credits.tsx';
import { kindGlyphs } from '../places/kind-glyphs.ts';
import { legendRanges } from '../territories/legend.tsx';
import type { Territories } from '../territories/use-territories.ts';
import { writeValue } from '../territories/write-value.ts';
import { fill, pageLanguage, texts } from '../texts/texts.ts';
import type { PictureTexts } from './compose-picture.ts';

/** What a picture of the map says: how many places, of what day, what their colours mean, where they are from. */
export function pictureTexts(
  { kinds, facets, attributions }: PointsManifest,
  {
    places,
    now,
    territories,
  }: { readonly places: string; readonly now: Date; readonly territories: Territories | undefined },
): PictureTexts {
  const language = pageLanguage();
  const style = getComputedStyle(document.documentElement);
  const values = facets.find(({ name }) => name === 'kind')?.values ?? [];
  return {
    title: `Obsidienne — ${fill(texts().tools.pictureTitle, { places: territories ? texts().territories.titles[territories.by] : places, date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(now) })}`,
    legend: territories
      ? legendRanges(territories).map(({ from, to }, i) => ({
          label:
            from === to
              ? writeValue(from, territories.by)
              : `${writeValue(from, territories.by)} – ${writeValue(to, territories.by)}`,
          colour: style.getPropertyValue(`--shade-${i}`).trim(),
        }))
      : kinds.flatMap((kind) => {
          const label = values.find(({ key }) => key === kind)?.label[language].split(',')[0];
          if (label === undefined || !Object.hasOwn(kindGlyphs, kind)) return [];
          return [{ label, kind, colour: style.getPropertyValue(`--kind-${kind}`).trim() }];
        }),
    credits: `${location.href.replace(/#.*$/, '')} · ${creditsText(attributions)}`,
  };
}
