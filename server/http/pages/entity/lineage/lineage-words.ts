import type { Lineage } from '../../../../directory/lineage.ts';
import { lineageTexts } from '../../../texts/lineage-texts.ts';
import { fill, texts } from '../../../texts/texts.ts';
import type { PageContext } from '../../frame/page-context.ts';
import { shortAddress } from '../property-values.ts';

/** What one of a lineage is called; the address of what nobody describes. */
export function calledIn({ nodes }: Lineage, at: number): string {
  const node = nodes[at];
  return node?.named?.name ?? shortAddress(node?.iri ?? '');
}

/** What one of a lineage is, in a word. */
export function kindIn({ nodes }: Lineage, at: number, { language }: PageContext): string {
  const named = nodes[at]?.named;
  return named ? texts(language).sections[named.type].singular : lineageTexts(language).unknown;
}

/** "A, B et C". */
export function namesIn(lineage: Lineage, places: readonly number[], { language }: PageContext): string {
  const names = places.map((at) => `\u2068${calledIn(lineage, at)}\u2069`);
  const last = names.pop() ?? '';
  return names.length > 0 ? `${names.join(', ')} ${lineageTexts(language).and} ${last}` : last;
}

/** Of whom one comes, what came of it and what it tells of, in one sentence; only ties to those in `others` when given. */
export function tiesOf(lineage: Lineage, at: number, context: PageContext): string {
  const t = lineageTexts(context.language);
  const ends = (kind: 'inspired' | 'told', own: 'from' | 'to') =>
    lineage.edges.flatMap((edge) =>
      edge.kind === kind && edge[own] === at ? (own === 'from' ? edge.to : edge.from) : [],
    );
  const said = [
    [t.about, ends('told', 'to')],
    [t.from, ends('inspired', 'to')],
    [t.to, ends('inspired', 'from')],
  ] as const;
  return said
    .flatMap(([words, places]) => (places.length > 0 ? fill(words, { names: namesIn(lineage, places, context) }) : []))
    .join(' ; ');
}
