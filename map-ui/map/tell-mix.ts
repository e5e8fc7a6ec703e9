import { fill, texts } from '../texts/texts.ts';
import { sharesOf } from './draw-cluster.ts';
import type { DrawnKind } from './map-view.ts';

/** The kinds of a cluster in words, the most frequent first: its ring says the same in colours. */
export function tellMix(mix: string, kinds: readonly DrawnKind[]): string {
  const found = sharesOf(mix)
    .map((share, i) => ({ share, label: kinds[i]?.label.split(',')[0] ?? '' }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share);
  const names = found.slice(0, 3).map(({ label }) => label);
  const t = texts().map;
  return fill(found.length > names.length ? t.mixMost : t.mix, { kinds: names.join(', ') });
}
