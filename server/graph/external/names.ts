/** The graph beside the profile graphs that says all they say, each statement once: what a query without GRAPH is about. */
export const unionGraph = 'urn:obsidienne:graph:union';

/** The graph that remembers what the server has of us: of each graph its role and the mark of its content. */
export const heldGraph = 'urn:obsidienne:graph:held';

export const heldAs = {
  role: 'urn:obsidienne:graph:role',
  mark: 'urn:obsidienne:graph:mark',
  /** Said of the held graph itself: which observatory keeps its graphs there. */
  owner: 'urn:obsidienne:graph:owner',
} as const;

/** `changing` while a write is under way: what was found so after a crash is written again whole. */
export type HeldRole = 'profile' | 'about' | 'changing';
