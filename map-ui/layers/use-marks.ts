import { useEffect, useMemo } from 'preact/hooks';
import type { MarkCell, MarksAnswer } from '../../server/http/contract.ts';
import type { Bounds } from '../../server/points/manifest.ts';
import { type DrawnMark, type MapView, markKinds } from '../map/map-view.ts';
import { counted, pageLanguage, texts } from '../texts/texts.ts';
import type { MarkLayer } from './layer.ts';
import { usePages } from './use-pages.ts';

/** What is found at places, as it is drawn and listed. */
export interface Marks {
  readonly layer: MarkLayer;
  /** Undefined before the first answer, and where a practice is still to be chosen. */
  readonly answer: MarksAnswer | undefined;
  readonly isLoading: boolean;
  readonly more: (() => void) | undefined;
  /** What a mark of the map stands for. */
  cellOf(key: string): MarkCell | undefined;
}

interface Question {
  /** Undefined where the map shows something else. */
  readonly layer: MarkLayer | undefined;
  /** Key of the practice that the layer of practices is about. */
  readonly about: string | undefined;
  /** The parameters that choose the places; undefined where they choose nothing. */
  readonly parameters: string | undefined;
  readonly bounds: Bounds | undefined;
  readonly zoom: number;
  readonly attempt: number;
  readonly handle: MapView | null;
}

const pageSize = 50;
const deepest = 17;

/** Reads what is found at the places in view and draws it in place of the places. */
export function useMarks(
  { layer, about, parameters, bounds, zoom, attempt, handle }: Question,
  onFailure: (error: unknown) => void,
): Marks | undefined {
  const isAsked = layer !== undefined && parameters !== undefined && (layer !== 'practices' || about !== undefined);
  const address = isAsked
    ? `/api/marks?${[
        `layer=${layer}`,
        layer === 'practices' && `about=${encodeURIComponent(about ?? '')}`,
        `zoom=${Math.min(deepest, Math.max(0, Math.floor(zoom)))}`,
        bounds && `bbox=${bounds.join(',')}`,
        `size=${pageSize}`,
        `lang=${pageLanguage()}`,
        parameters,
      ]
        .filter(Boolean)
        .join('&')}`
    : undefined;
  const {
    answer: latest,
    isLoading,
    more,
  } = usePages<MarksAnswer['items'][number], MarksAnswer>({ address, attempt }, onFailure);
  const answer = latest?.layer === layer ? latest : undefined;
  const drawn = useMemo(() => (layer ? drawCells(answer?.cells ?? []) : undefined), [layer, answer]);
  useEffect(() => handle?.showMarks(drawn), [handle, drawn]);
  return layer && { layer, answer, isLoading, more, cellOf: (key) => answer?.cells[Number.parseInt(key, 10)] };
}

/** A mark for each kind that a cell has, one over the other. */
function drawCells(cells: readonly MarkCell[]): readonly DrawnMark[] {
  const t = texts().layers;
  return cells.flatMap(({ lon, lat, counts, place, places }, i) => {
    const kinds = markKinds.filter((kind) => counts[kind]);
    const where = place ? place.name : counted(t.places, places);
    return kinds.map((kind, at): DrawnMark => {
      const count = counts[kind] ?? 0;
      return {
        key: `${i} ${kind}`,
        lon,
        lat,
        kind,
        count,
        name: `${where} · ${counted(t.kinds[kind], count)}`,
        lowered: kinds.length === 1 ? 0 : at * 2 - 1,
      };
    });
  });
}
