import type {
  DrawnActor,
  EcosystemDrawing,
  EcosystemView,
  SectorChoice,
} from '../../../cooperation/ecosystem/draw-ecosystem.ts';
import type { Page } from '../../../directory/entity.ts';
import type { Named } from '../../../directory/names-by-id.ts';
import type { ListQuery } from '../../lists/list-query.ts';
import { ecosystemTexts } from '../../texts/ecosystem-texts.ts';
import { counted, fill } from '../../texts/texts.ts';
import type { PageContext } from '../frame/page-context.ts';

/** What the page, the picture and the list are made of. */
export interface EcosystemInput {
  readonly drawing: EcosystemDrawing;
  readonly names: ReadonlyMap<number, Named>;
  readonly view: EcosystemView;
  readonly sectors: SectorChoice;
  readonly query: ListQuery;
  /** The actors that the address names, by IRI or by type and key. */
  readonly named: readonly string[];
  /** Counts of the places under the same filters, for the choices beside. */
  readonly places: Page;
  readonly page: number;
  readonly size: number;
  /** Sentences about what the address named and could not be shown. */
  readonly notices: readonly string[];
  /** What the view is of, in the words of its filters; absent when it is of everything. */
  readonly of?: string;
  readonly context: PageContext;
}

/** The name of an actor. */
export function nameOf({ names }: Pick<EcosystemInput, 'names'>, id: number): string {
  return names.get(id)?.name ?? '?';
}

/** The name of a sector. */
export function sectorName(key: string, { sectors, context }: Pick<EcosystemInput, 'sectors' | 'context'>): string {
  const scheme = sectors === 'practice' ? 'practices' : 'disciplines';
  return context.findConcept(scheme, key)?.label[context.language] ?? ecosystemTexts(context.language).unsaidSector;
}

/** How many actors and links the whole view has. */
export function summaryOf({ drawing, context: { language } }: Pick<EcosystemInput, 'drawing' | 'context'>): string {
  const t = ecosystemTexts(language);
  return fill(t.summary, {
    actors: counted(t.actors, drawing.total, language),
    links: counted(t.links, drawing.links, language),
    mutual: counted(t.mutual, drawing.mutual, language),
  });
}

/** All that the drawing says of one actor, in words. */
export function sentenceOf(actor: DrawnActor, input: EcosystemInput): string {
  const { language } = input.context;
  const t = ecosystemTexts(language);
  return fill(t.node, {
    // A name that turns the direction of writing must not turn the sentence.
    name: `\u2068${nameOf(input, actor.id)}\u2069`,
    type: t.types[actor.type],
    links: counted(t.links, actor.links, language),
    mutual: counted(t.mutual, actor.mutual, language),
    ring: t.rings[actor.ring],
    sector: sectorName(actor.sector, input),
  });
}
