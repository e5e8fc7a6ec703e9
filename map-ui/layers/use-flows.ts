import { useEffect, useMemo } from 'preact/hooks';
import type { FlowAnswer, FlowsAnswer } from '../../server/http/contract.ts';
import type { MapView } from '../map/map-view.ts';
import { counted, fill, texts } from '../texts/texts.ts';
import { drawFlows, type PairFlow, pairFlows } from './draw-flows.ts';
import type { FlowLevel } from './layer.ts';
import { usePages } from './use-pages.ts';

/** Links between territories as they are drawn and listed. */
export interface Flows {
  readonly level: FlowLevel;
  readonly pairs: readonly PairFlow[];
  readonly answer: Pick<FlowsAnswer, 'total' | 'links' | 'unplaced' | 'leftOut' | 'items'>;
  readonly isLoading: boolean;
  readonly more: (() => void) | undefined;
}

interface Question {
  /** Undefined where no flows are shown. */
  readonly level: FlowLevel | undefined;
  /** The parameters that choose the places; undefined where they choose nothing. */
  readonly parameters: string | undefined;
  readonly attempt: number;
  readonly handle: MapView | null;
}

/** More lines at once cannot be told apart; the others come when they are asked for. */
const pageSize = 200;

/** Reads the links between territories and draws them. */
export function useFlows(
  { level, parameters, attempt, handle }: Question,
  onFailure: (error: unknown) => void,
): Flows | undefined {
  const address =
    level && parameters !== undefined
      ? `/api/flows?level=${level}&size=${pageSize}${parameters && `&${parameters}`}`
      : undefined;
  const { answer, isLoading, more } = usePages<FlowAnswer, FlowsAnswer>({ address, attempt }, onFailure);
  const flows = useMemo(() => {
    if (!level || !answer) return undefined;
    return { level: answer.level, pairs: pairFlows(answer.items), answer, isLoading, more };
  }, [level, answer, isLoading, more !== undefined]);
  useEffect(
    () => handle?.showFlows(flows ? drawFlows(flows.pairs, { level: flows.level, nameOf: nameOfFlow }) : []),
    [handle, flows?.pairs],
  );
  return flows;
}

/** A flow in words: between whom, of what, how many. */
export function nameOfFlow(flow: PairFlow): string {
  const t = texts();
  return fill(t.flows.named, {
    ends: endsOfFlow(flow),
    family: t.families[flow.family],
    links: counted(t.flows.links, flow.count),
  });
}

/** Its two ends, or the one territory that it stays in. */
export function endsOfFlow({ from, to, family }: PairFlow): string {
  const t = texts().flows;
  if (from.code === to.code) return fill(t.within, { name: from.name });
  const isDirected = family === 'exchange' || family === 'inspiration' || family === 'membership';
  return `${from.name} ${isDirected ? '→' : '↔'} ${to.name}`;
}
