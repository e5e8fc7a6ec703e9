import type { FlowsAnswer } from '../../server/http/contract.ts';
import type { Measure } from '../territories/territory.ts';

/** What can be looked for at places besides the places, as the API calls it. */
export const markLayers = ['practices', 'exchanges', 'projects', 'events'] as const;
export type MarkLayer = (typeof markLayers)[number];

/** What the map shows in place of the places. */
export type Layer = Measure | MarkLayer;

/** How wide the territories are that links are counted between. */
export const flowLevels = ['region', 'departement', 'commune'] as const satisfies readonly FlowsAnswer['level'][];
export type FlowLevel = (typeof flowLevels)[number];

/** The layer when it is one of marks. */
export function markLayerOf(layer: Layer | undefined): MarkLayer | undefined {
  return markLayers.find((one) => one === layer);
}

/** The layer when it is one that colours territories. */
export function measureOf(layer: Layer | undefined): Measure | undefined {
  return layer === 'count' || layer === 'density' ? layer : undefined;
}
