import { kindGlyphs } from '../places/kind-glyphs.ts';
import { type MarkKind, markKinds } from './map-view.ts';
import { type Family, families } from './relation-families.ts';

/** The colours the canvas needs, read from the style sheet so that each is written once. */
export interface Palette {
  readonly water: string;
  readonly land: string;
  readonly france: string;
  readonly border: string;
  readonly label: string;
  readonly paper: string;
  readonly text: string;
  readonly ember: string;
  readonly glass: string;
  readonly glassFacet: string;
  readonly onKind: string;
  /** Of the classes of a count, least first. */
  readonly shades: readonly string[];
  readonly families: Readonly<Record<Family, string>>;
  readonly marks: Readonly<Record<MarkKind, string>>;
  readonly kinds: Readonly<Record<string, string>>;
}

/** Reads the palette of the theme in force. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    water: token('map-water'),
    land: token('map-land'),
    france: token('map-france'),
    border: token('map-border'),
    label: token('map-label'),
    paper: token('paper'),
    text: token('text'),
    ember: token('ember'),
    glass: token('glass'),
    glassFacet: token('glass-facet'),
    onKind: token('on-kind'),
    shades: [0, 1, 2, 3, 4].map((i) => token(`shade-${i}`)),
    families: Object.fromEntries(families.map((family) => [family, token(`family-${family}`)])) as Record<
      Family,
      string
    >,
    marks: Object.fromEntries(markKinds.map((kind) => [kind, token(`mark-${kind}`)])) as Record<MarkKind, string>,
    kinds: Object.fromEntries(Object.keys(kindGlyphs).map((kind) => [kind, token(`kind-${kind}`)])),
  };
}
