import type { PointsManifest } from '../../server/points/manifest.ts';
import type { Sign } from '../layers/legend-entries.ts';
import { markGlyphs } from '../map/mark-glyphs.ts';
import { creditsText } from '../panel/credits.tsx';
import { kindGlyphs } from '../places/kind-glyphs.ts';
import { legendRanges } from '../territories/legend.tsx';
import type { Territories } from '../territories/use-territories.ts';
import { writeValue } from '../territories/write-value.ts';
import { fill, pageLanguage, texts } from '../texts/texts.ts';
import type { LegendEntry, PictureTexts } from './compose-picture.ts';

/** What the picture shows. */
interface Shown {
  readonly places: string;
  readonly now: Date;
  readonly territories: Territories | undefined;
  /** Of a layer of marks: its name and what is in view of it. */
  readonly marks: { readonly title: string; readonly signs: readonly Sign[] } | undefined;
  /** Of the links that are drawn. */
  readonly lines: readonly Sign[];
}

/** What a picture of the map says: how many places, of what day, what their colours mean, where they are from. */
export function pictureTexts(
  { kinds, facets, attributions }: PointsManifest,
  { places, now, territories, marks, lines }: Shown,
): PictureTexts {
  const language = pageLanguage();
  const style = getComputedStyle(document.documentElement);
  const values = facets.find(({ name }) => name === 'kind')?.values ?? [];
  const toEntry = ({ label, colour, mark, line }: Sign): LegendEntry => ({
    label,
    colour: style.getPropertyValue(colour).trim(),
    ...(mark ? { mark: markGlyphs[mark] } : {}),
    ...(line ? { line } : {}),
  });
  const main: readonly LegendEntry[] = territories
    ? legendRanges(territories).map(({ from, to }, i) => ({
        label:
          from === to
            ? writeValue(from, territories.by)
            : `${writeValue(from, territories.by)} – ${writeValue(to, territories.by)}`,
        colour: style.getPropertyValue(`--shade-${i}`).trim(),
      }))
    : marks
      ? marks.signs.map(toEntry)
      : kinds.flatMap((kind) => {
          const label = values.find(({ key }) => key === kind)?.label[language].split(',')[0];
          if (label === undefined || !Object.hasOwn(kindGlyphs, kind)) return [];
          return [{ label, kind, colour: style.getPropertyValue(`--kind-${kind}`).trim() }];
        });
  return {
    title: `Obsidienne — ${fill(texts().tools.pictureTitle, { places: territories ? texts().territories.titles[territories.by] : (marks?.title ?? places), date: new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(now) })}`,
    legend: [...main, ...lines.map(toEntry)],
    credits: `${location.href.replace(/#.*$/, '')} · ${creditsText(attributions)}`,
  };
}
