/** How wide the territories are that links are counted between. */
export const flowLevels = ['region', 'departement', 'commune'] as const;
export type FlowLevel = (typeof flowLevels)[number];

/** Where an end of links is, at each level, and which places it is or runs (`entity.id`). */
export interface LinkEnd {
  readonly territories: Readonly<Partial<Record<FlowLevel, string>>>;
  readonly places: readonly number[];
}
