import type { Quad } from '@rdfjs/types';
import type { Ecosystem } from '../cooperation/ecosystem/ecosystem.ts';
import type { Lead, LeadFinder } from '../cooperation/leads.ts';
import type { Examinable, Examiner } from '../crawl/examination/examine.ts';
import type { ReadApart } from '../crawl/examination/read-apart.ts';
import type { PastDatasets } from '../crawl/past/past-datasets.ts';
import type { RoundOptions, RoundTally } from '../crawl/round.ts';
import type { ProfileReader } from '../crawl/visit/read-profile.ts';
import type { Directory } from '../directory/directory.ts';
import type { EntityAlone } from '../directory/entity-alone.ts';
import type { Overviews } from '../directory/overviews/overviews.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import type { admitUrl } from '../fetch/admit-url.ts';
import type { Dereferencer, DereferencerOptions } from '../fetch/dereference.ts';
import type { PublisherRules } from '../fetch/publisher.ts';
import type { RunningGraph } from '../graph/graph.ts';
import type { GraphLog } from '../graph/replica-pool.ts';
import type { OperationAnswer } from '../http/contract.ts';
import type { FeedSource } from '../opendata/feed/feed-source.ts';
import type { PastEntities } from '../opendata/history/past-entities.ts';
import type { StatementReader } from '../opendata/history/statements.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Changes } from '../registry/changes.ts';
import type { Discoveries } from '../registry/discoveries.ts';
import type { Feed } from '../registry/feeds.ts';
import type { HeldChanges } from '../registry/held-changes.ts';
import type { LeadNotices } from '../registry/lead-notices.ts';
import type { Publishers } from '../registry/publishers.ts';
import type { Records } from '../registry/records.ts';
import type { Registration } from '../registry/registration.ts';
import type { Registry } from '../registry/registry.ts';
import type { Reminders } from '../registry/reminders.ts';
import type { Signposts } from '../registry/signposts.ts';
import type { Config } from './config.ts';
import type { StorageWatch } from './duties/storage-watch.ts';
import type { Identifying } from './identifying.ts';
import type { createImportSet } from './records/import-set.ts';
import type { openDatabase } from './state/open-database.ts';

/** The rooms put together over one data folder. */
export interface Observatory {
  readonly registry: Registry;
  readonly discoveries: Discoveries;
  /** Where registrations lead that name profiles; nothing of what was taken down on request. */
  readonly signposts: Pick<Signposts, 'find'>;
  readonly heldChanges: HeldChanges;
  readonly reminders: Reminders;
  readonly leadNotices: LeadNotices;
  readonly directory: Directory;
  /** The places as maps have them. */
  readonly points: PointStore;
  readonly overviews: Overviews;
  readonly leads: LeadFinder;
  /** Lets the graph tell the best leads of all; gives them. */
  tellLeads(): Promise<readonly Lead[]>;
  readonly graph: RunningGraph;
  readonly ecosystem: Ecosystem;
  /** What the graph was. */
  readonly pastDatasets: PastDatasets;
  readonly reader: ProfileReader;
  readonly dereferencer: Dereferencer;
  readonly publisherRules: PublisherRules;
  readonly publishers: Pick<Publishers, 'of' | 'count'>;
  /** Reads a document that is no profile where a stuck one can be killed. */
  readApart(document: Examinable): Promise<ReadApart>;
  /** Whether an address may be registered at all, and its normal form. */
  admit(url: string): ReturnType<typeof admitUrl>;
  /** Why a new address is not taken here (quota, chosen sites), or undefined. */
  refuse(url: string): Bilingual | undefined;
  /** Remembers a profile address, due at once; idempotent. */
  register(url: string, source: string): Registration;
  /** Takes somebody else's records in. */
  readonly importSet: ReturnType<typeof createImportSet>;
  /** The records that were. */
  readonly records: Records;
  /** Vouches for the publisher of an address: its sitemaps and dumps are followed. Gives its name. */
  declare(url: string): string;
  /** Follows the feed of another observatory, from now on at each round. */
  follow(url: string): Feed;
  /** Follows it no longer; tells whether it was followed. */
  unfollow(url: string): boolean;
  /** The feeds that are followed. */
  feeds(): readonly Feed[];
  /** Makes an address due soon because somebody says that it changed, registering it when it is new. */
  hint(url: string, source: string): Registration;
  /** From now on listens to the sources that tell of their changes; `onHint` is called when one has become due. */
  listen(onHint?: () => void): void;
  /** Sources that are listened to. */
  readonly listening: number;
  /** One pass over everything that is due, feeds first. */
  round(options?: Pick<RoundOptions, 'onVisited' | 'signal' | 'wait'>): Promise<RoundTally>;
  /** The quads that a registered URL published, as last accepted; undefined when none are shown. */
  documentQuads(url: string): readonly Quad[] | undefined;
  /** Every statement on an entity. */
  readonly statements: StatementReader;
  /** Which entities are one. */
  readonly identity: Identifying['identity'];
  /** An operator's word on two of them. */
  decideIdentity(
    pair: Parameters<Identifying['decide']>[0],
    word: Parameters<Identifying['decide']>[1],
  ): ReturnType<Identifying['decide']>;
  /** Lets readers see what was taken down or decided beside this process; returns how many registrations were touched. */
  followSuppressions(): Promise<number>;
  /** Names the suppression list as it is. */
  suppressionList(): string;
  /** What keeps the state file from being written just now; undefined while it can be. */
  readonly storage: StorageWatch;
  /** What readers saw change. */
  readonly changes: Changes;
  /** The same by profile, with what each said. */
  readonly feed: FeedSource;
  /** Reads an entity from one document and nothing else. */
  readonly entityAlone: EntityAlone;
  /** Entities as they were. */
  readonly past: PastEntities;
  /** What an operator looks at; an answer holds for some seconds. */
  operation(): OperationAnswer;
  close(): Promise<void>;
}

export interface ObservatoryOptions {
  readonly config: Pick<
    Config,
    | 'dataFolder'
    | 'crawlConcurrency'
    | 'fetchTimeoutMs'
    | 'fetchGapMs'
    | 'sharedHosts'
    | 'readers'
    | 'sparqlReplicas'
    | 'sparqlDeadlineMs'
    | 'origin'
  > &
    Partial<
      Pick<
        Config,
        | 'allowedPorts'
        | 'discovery'
        | 'maxProfilesPerSite'
        | 'allowedSites'
        | 'publishers'
        | 'channels'
        | 'sparqlClientMs'
        | 'sparqlKeyDeadlineMs'
        | 'sparqlPast'
        | 'sparqlServer'
      >
    >;
  /** Host names that are dialled at a given address: the small web of demonstrations and tests. */
  readonly hosts?: Readonly<Record<string, { readonly address: string; readonly port: number }>>;
  /** Told what the replicas of the graph have to say to an operator. */
  readonly graphLog?: GraphLog;
  /** How far the processes of the graph give way to pages and visits (0 to 19). */
  readonly graphNiceness?: number;
  /** Reads and checks documents instead of processes of our own. */
  readonly examiner?: Examiner;
  /** Opens the state file: tests open one that they can fill or lock. */
  readonly database?: typeof openDatabase;
  readonly now?: () => Date;
  readonly random?: () => number;
  /** A web that is asked instead of the network, and how time passes there: for days that take a minute. */
  readonly simulation?: Required<Pick<DereferencerOptions, 'exchange' | 'elapsed' | 'wait'>> & {
    readonly gather: (flush: () => void) => void;
  };
}

/** How visits introduce themselves; the notice page explains the robot and how to refuse it. */
export function userAgentOf(origin: string | undefined): string {
  return `Obsidienne/0.1 (+${origin ?? 'https://w3id.org/obsidienne'}/a-propos)`;
}
