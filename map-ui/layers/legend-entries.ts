import { type LinkedPlace, markKinds } from '../map/map-view.ts';
import { type Family, families } from '../map/relation-families.ts';
import { texts } from '../texts/texts.ts';
import type { Flows } from './use-flows.ts';
import type { Marks } from './use-marks.ts';

/** One sign of the map and what it means; the colour is a custom property of the style sheet. */
export interface Sign {
  readonly label: string;
  readonly colour: string;
  /** A mark with this key's glyph, a line, or a plain field. */
  readonly mark?: (typeof markKinds)[number];
  readonly line?: 'solid' | 'dashed';
}

/** The marks that are in view. */
export function markSigns({ answer }: Marks): readonly Sign[] {
  const t = texts().layers;
  return markKinds
    .filter((kind) => answer?.counts[kind])
    .map((kind) => ({ label: t.signs[kind], colour: `--mark-${kind}`, mark: kind }));
}

/** The families of links that are drawn, and what a line that is broken says. */
export function lineSigns(flows: Flows | undefined, linked: readonly LinkedPlace[]): readonly Sign[] {
  const t = texts();
  const pairs = flows?.pairs ?? [];
  const drawn = new Set<Family>([...pairs, ...linked].map(({ family }) => family));
  if (drawn.size === 0) return [];
  const isMutual = [...pairs.map(({ mutual }) => mutual > 0), ...linked.map(({ mutual }) => mutual)];
  const isOneSided = [...pairs.map(({ count, mutual }) => count > mutual), ...linked.map(({ mutual }) => !mutual)];
  return [
    ...families
      .filter((family) => drawn.has(family))
      .map((family): Sign => ({ label: t.families[family], colour: `--family-${family}`, line: 'solid' })),
    ...(isMutual.includes(true) && isOneSided.includes(true)
      ? [{ label: t.flows.legendMutual, colour: '--text', line: 'solid' } as const]
      : []),
    ...(isOneSided.includes(true)
      ? [{ label: t.flows.legendOneSided, colour: '--text', line: 'dashed' } as const]
      : []),
  ];
}
