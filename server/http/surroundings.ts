import type { Entity, EntityType, Filter } from '../directory/entity.ts';
import { given } from '../rdf/given.ts';
import type { Language } from '../rdf/text.ts';
import { claimOf } from './claimed-effects.ts';
import type { DirectoryReader } from './deps.ts';
import { type EntitySurroundings, withLineage } from './pages/entity/entity-page.ts';
import { locatorFrame } from './pages/entity/locator-block.ts';
import type { PageContext } from './pages/frame/page-context.ts';
import { sectionOf } from './sections.ts';

const shownMembers = 12;
const shownAround = 60;
const shownExchanges = 30;
/** More dots than these could not be told apart. */
const shownDots = 2000;
const shownEvents = 12;
/** Who carries a project is asked how to be reached; of more than these one would not know whom to ask. */
const askedCarriers = 3;
/** These hold events. */
const holding: ReadonlySet<EntityType> = new Set<EntityType>([
  'place',
  'network',
  'organization',
  'person',
  'cooperation',
]);
const memberTypes: readonly EntityType[] = ['place', 'organization', 'network'];

/** What stands around an entity: the places near it, of a network its members, and where something comes from. */
export function surroundingsOf(
  entity: Entity,
  directory: DirectoryReader,
  context: PageContext,
): Pick<EntitySurroundings, 'around' | 'members' | 'events' | 'carriers' | 'effects' | 'lineage'> {
  const { language, now } = context;
  const box = locatorFrame(entity)?.box;
  const around = box
    ? directory.list(
        { type: 'place', bbox: box },
        { page: 1, size: shownAround, sort: 'name', language, facets: false },
      ).items
    : [];
  const today = now.toISOString().slice(0, 10);
  return {
    around,
    ...given(
      'events',
      holding.has(entity.type) ? directory.eventsOf(entity.iri, { today, language, limit: shownEvents }) : undefined,
    ),
    ...given('carriers', entity.type === 'cooperation' ? carriersOf(entity, directory, context) : undefined),
    ...given('members', entity.type === 'network' ? membersOf(entity, directory, context) : undefined),
    effects: effectsOf(entity, directory, language),
    ...given('lineage', withLineage.has(entity.type) ? directory.lineageOf(entity.iri, language) : undefined),
  };
}

function carriersOf({ links }: Entity, directory: DirectoryReader, { language }: PageContext): Entity[] {
  const carriers = links.flatMap(({ relation, target }) =>
    relation === 'carriedBy' && 'type' in target ? target : [],
  );
  return carriers
    .slice(0, askedCarriers)
    .flatMap(({ type, key }) => directory.entity(type, key, language, () => false) ?? []);
}

/** Of the effects that its page shows, who they are for and what shows them. */
function effectsOf(
  { links }: Entity,
  directory: DirectoryReader,
  language: Language,
): NonNullable<EntitySurroundings['effects']> {
  const keys = links.flatMap(({ relation, target }) =>
    relation === 'hasEffect' && 'type' in target && target.type === 'effect' ? target.key : [],
  );
  return new Map(
    keys.map(
      (key) =>
        [
          key,
          claimOf(
            directory.entity('effect', key, language, () => false),
            language,
          ),
        ] as const,
    ),
  );
}

function membersOf({ key, iri }: Entity, directory: DirectoryReader, { language, now }: PageContext) {
  const groups = memberTypes
    .map((type) => {
      const filter: Filter = { type, network: [key] };
      const { total, items } = directory.list(filter, {
        page: 1,
        size: shownMembers,
        sort: 'name',
        language,
        facets: false,
      });
      return { section: sectionOf(type), total, items };
    })
    .filter(({ total }) => total > 0);
  const today = now.toISOString().slice(0, 10);
  return {
    groups,
    positions: directory.positionsOf({ type: 'place', network: [key] }, shownDots),
    needs: directory.pooled({ network: iri }, { type: 'need', today, language, limit: shownExchanges }),
    projects: directory.projectsOf(iri, { language, limit: shownExchanges }),
    offers: directory.pooled({ network: iri }, { type: 'offer', today, language, limit: shownExchanges }),
  };
}
