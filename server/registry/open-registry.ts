import type { DatabaseSync } from 'node:sqlite';
import type { Changes } from './changes.ts';
import { createChanges } from './changes.ts';
import type { Declarations } from './declarations.ts';
import { createDeclarations } from './declarations.ts';
import type { Discoveries } from './discoveries.ts';
import { createDiscoveries } from './discoveries.ts';
import type { Feeds } from './feeds.ts';
import { createFeeds } from './feeds.ts';
import type { HeldChanges } from './held-changes.ts';
import { createHeldChanges } from './held-changes.ts';
import type { LeadNotices } from './lead-notices.ts';
import { createLeadNotices } from './lead-notices.ts';
import type { Losses } from './losses.ts';
import { createLosses } from './losses.ts';
import { readObservatoryId } from './observatory-id.ts';
import type { PastStates } from './past-states.ts';
import { createPastStates } from './past-states.ts';
import type { Publishers } from './publishers.ts';
import { createPublishers } from './publishers.ts';
import type { Records } from './records.ts';
import { createRecords } from './records.ts';
import type { Registry } from './registry.ts';
import { createRegistry } from './registry.ts';
import type { Reminders } from './reminders.ts';
import { createReminders } from './reminders.ts';
import type { Rounds } from './rounds.ts';
import { createRounds } from './rounds.ts';
import type { Signposts } from './signposts.ts';
import { createSignposts } from './signposts.ts';
import type { SiteNotes } from './site-notes.ts';
import { createSiteNotes } from './site-notes.ts';
import type { Sites } from './sites.ts';
import { createSites } from './sites.ts';
import type { StandingOf } from './standing.ts';
import { createStandingOf } from './standing.ts';
import type { Suppressions } from './suppressions.ts';
import { createSuppressions } from './suppressions.ts';
import type { Versions } from './versions.ts';
import { createVersions } from './versions.ts';

/** Everything the registry remembers, over one database. */
export interface Memory {
  readonly registry: Registry;
  readonly publishers: Publishers;
  readonly discoveries: Discoveries;
  readonly signposts: Signposts;
  readonly declarations: Declarations;
  readonly feeds: Feeds;
  readonly heldChanges: HeldChanges;
  readonly losses: Losses;
  readonly changes: Changes;
  readonly reminders: Reminders;
  readonly leadNotices: LeadNotices;
  readonly rounds: Rounds;
  readonly sites: Sites;
  readonly siteNotes: SiteNotes;
  readonly records: Records;
  readonly standingOf: StandingOf;
  readonly suppressions: Suppressions;
  readonly versions: Versions;
  readonly pastStates: PastStates;
  readonly observatoryId: string;
}

/** Opens the registry's tables together; `publisherOf` names who answers for an address. */
export function openRegistry(db: DatabaseSync, publisherOf: (url: string) => string): Memory {
  const registry = createRegistry(db);
  const publishers = createPublishers(db, publisherOf);
  const discoveries = createDiscoveries(db, { registry, publishers });
  return {
    registry,
    publishers,
    discoveries,
    signposts: createSignposts(db),
    declarations: createDeclarations(db),
    feeds: createFeeds(db),
    heldChanges: createHeldChanges(db),
    losses: createLosses(db),
    changes: createChanges(db),
    reminders: createReminders(db),
    leadNotices: createLeadNotices(db),
    rounds: createRounds(db),
    sites: createSites(db),
    siteNotes: createSiteNotes(db),
    records: createRecords(db),
    standingOf: createStandingOf(db),
    suppressions: createSuppressions(db),
    versions: createVersions(db),
    pastStates: createPastStates(db),
    observatoryId: readObservatoryId(db),
  };
}
