import type { Concept } from '../../../directory/entity.ts';
import type { Language } from '../../../rdf/text.ts';
import type { FigureQueries } from '../../figures/figure-queries.ts';
import type { PageAssets } from './layout.ts';

/** What every page knows of the request it answers. */
export interface PageContext {
  readonly language: Language;
  /** Path and query as asked for. */
  readonly path: string;
  readonly origin?: string;
  readonly assets: PageAssets;
  readonly now: Date;
  /** Who runs this observatory: a web page or an e-mail address. */
  readonly contact?: string;
  /** What the addresses of the pods that are given here begin with; absent where none are. */
  readonly pods?: string;
  /** Where a browser finds an address of a source. */
  reach(url: string): string;
  findConcept(scheme: string, key: string): Concept | undefined;
  /** The queries that count what pages show. */
  queries(): FigureQueries;
}

/** The part of the context that the layout takes. */
export function frameOf({ language, path, origin, assets }: PageContext) {
  return { language, path, assets, ...(origin ? { origin } : {}) };
}
