import type { Quad } from '@rdfjs/types';
import type { RequestHandler } from 'express';
import type { Ecosystem } from '../cooperation/ecosystem/ecosystem.ts';
import type { LeadFinder } from '../cooperation/leads.ts';
import type { Examinable } from '../crawl/examination/examine.ts';
import type { ReadApart } from '../crawl/examination/read-apart.ts';
import type { Directory } from '../directory/directory.ts';
import type { EntityAlone } from '../directory/entity-alone.ts';
import type { Overviews } from '../directory/overviews/overviews.ts';
import type { PointStore } from '../directory/points/point-store.ts';
import type { Geocoded } from '../geography/read-geocoded.ts';
import type { Verdict } from '../identity/decisions.ts';
import type { Decided, Identity } from '../identity/identity.ts';
import type { FeedSource } from '../opendata/feed/feed-source.ts';
import type { PastEntities } from '../opendata/history/past-entities.ts';
import type { StatementReader } from '../opendata/history/statements.ts';
import type { Bilingual } from '../rdf/text.ts';
import type { Changes } from '../registry/changes.ts';
import type { Records } from '../registry/records.ts';
import type { CheckedProfile, OperationAnswer, RegistrationRecord, VisitAnswer } from './contract.ts';
import type { Log } from './errors.ts';
import type { PageAssets } from './pages/frame/layout.ts';

/** The read model as the pages and the API use it. */
export type DirectoryReader = Pick<
  Directory,
  | 'version'
  | 'list'
  | 'all'
  | 'pooled'
  | 'projectsOf'
  | 'eventsOf'
  | 'namesOf'
  | 'namesOfIris'
  | 'keyKeywords'
  | 'whoOrder'
  | 'lineageOf'
  | 'effectsOfPractices'
  | 'replacedBy'
  | 'speakersOf'
  | 'idsOf'
  | 'positionsOf'
  | 'communesOf'
  | 'suggest'
  | 'entity'
  | 'locate'
  | 'gone'
  | 'attributions'
  | 'counts'
  | 'completeness'
  | 'countSameAs'
  | 'concepts'
>;

/** Identity as the pages use it. */
export type IdentityReader = Pick<Identity, 'proposals' | 'decisions' | 'read' | 'clusterOf'>;

export type Registered =
  | { readonly state: 'registered'; readonly id: string }
  | { readonly state: 'refused'; readonly detail: Bilingual };

/** The memory of profile addresses; `register` is idempotent and makes the first visit due at once. */
export interface Registrations {
  register(url: string): Promise<Registered> | Registered;
  /** Somebody says that an address changed: read it soon, registering it when it is new; at most one visit an hour comes of it. */
  hint(url: string): Promise<Registered> | Registered;
  read(id: string): RegistrationRecord | undefined;
  lastVisit(id: string): VisitAnswer | undefined;
}

/** A profile to check: an address to read, or the document itself. */
export type CheckInput =
  | { readonly url: string }
  | { readonly body: Uint8Array; readonly mediaType: string; readonly charset?: string };

export type Checked =
  | CheckedProfile
  | {
      readonly state: 'refused';
      readonly detail: Bilingual;
      /** The site's robots.txt turned us away. */
      readonly isByRobots?: boolean;
    };

/** A profile as its address gives it now, or why it does not. */
export type ProfileRead =
  | { readonly state: 'read'; readonly url: string; readonly quads: readonly Quad[] }
  | { readonly state: 'refused'; readonly detail: Bilingual };

/** What is at the address of a picture, or in words why nothing is. */
export type PictureMet =
  | { readonly state: 'met'; readonly mediaType: string; readonly bytes: number }
  | { readonly state: 'refused'; readonly detail: Bilingual };

export interface Health {
  readonly ready: boolean;
  readonly database: boolean;
  readonly graph: boolean;
  readonly version: number;
  /** Registrations by status. */
  readonly registrations: Readonly<Record<string, number>>;
}

/** Where the built map and its styles are; `folder` is served under `/assets`. */
export interface Assets {
  readonly folder: string;
  readonly pages: PageAssets;
  /** Of maps in other people's pages. */
  readonly embed: PageAssets;
  /** With the scripts that the page will ask for at once. */
  readonly map: PageAssets & { readonly preloads?: readonly string[] };
}

/** A base map besides the built-in one: an address on a host of others, or a file that this site serves. */
interface BaseMapNotes {
  /** Pictures by `{z}/{x}/{y}`, one PMTiles archive, or a style for MapLibre. */
  readonly kind: 'raster' | 'archive' | 'style';
  /** Who is to be named for it. */
  readonly credit: string;
}
/** `host` is the one origin that pages may then ask besides their own. */
export type BaseMapConfig =
  | (BaseMapNotes & { readonly file: string })
  | (BaseMapNotes & { readonly url: string; readonly host: string });

export interface HttpConfig {
  readonly baseMap?: BaseMapConfig;
  /** `https://host` without a final slash, for links that must be absolute; absent on a laptop. */
  readonly origin?: string;
  /** What the addresses of the pods that are given here begin with; absent where none are. */
  readonly pods?: string;
  /** What the addresses of imported records begin with. */
  readonly recordsBase: string;
  /** How the visits introduce themselves. */
  readonly userAgent: string;
  /** What an operator signs in with; absent where none is set, and decisions are then taken by command alone. */
  readonly operatorKey?: string;
  /** Milliseconds between two requests to one site. */
  readonly fetchGapMs: number;
  /** Who runs this observatory, as shown on the notice: a web page or an e-mail address. */
  readonly contact?: string;
  readonly ontologyFolder: string;
  readonly shapesFolder: string;
  /** Where the snapshots are; absent when none are kept. */
  readonly snapshotFolder?: string;
  /** Where a browser finds an address that only the visits know how to dial (the small web of the demonstration). */
  readonly reach?: (url: string) => string;
}

/** Everything the pages and the API need, passed in by the composition root. */
export interface AppDeps {
  readonly directory: DirectoryReader;
  /** The places as maps have them. */
  readonly points: PointStore;
  readonly overviews: Overviews;
  readonly ecosystem: Pick<Ecosystem, 'draw'>;
  /** Records that were taken from other sources. */
  readonly records: Pick<Records, 'sets' | 'findSet' | 'find' | 'ids'>;
  readonly registrations: Registrations;
  /** Checks a profile without registering it. */
  check(input: CheckInput): Promise<Checked>;
  /** Reads an address for whoever wants to begin a profile from it. */
  readProfile(url: string): Promise<ProfileRead>;
  /** Looks whether a picture can be read at an address, up to so many bytes. */
  lookAtPicture(url: string, limitBytes: number): Promise<PictureMet>;
  /** Asks the operator's geocoder where an address is; absent where there is none. */
  readonly geocode?: (address: string) => Promise<Geocoded | undefined>;
  /** Reads an entity from one document and nothing else. */
  readonly entityAlone: EntityAlone;
  /** Which entities are one, and what waits for a word. */
  readonly identity: IdentityReader;
  /** An operator's word on two entities, seen by readers when this resolves. */
  decideIdentity(
    pair: readonly [string, string],
    word: { readonly decision: Verdict; readonly by: string },
  ): Promise<Decided>;
  /** Every statement on an entity, with its document and history. */
  readonly statements: StatementReader;
  /** Who could do what with whom, and why. */
  readonly leads: Pick<LeadFinder, 'of'>;
  /** The quads that a registered URL published, as last accepted. */
  documentQuads(registrationUrl: string): Promise<readonly Quad[] | undefined> | readonly Quad[] | undefined;
  health(): Promise<Health> | Health;
  /** Statements of all profiles that are shown. */
  countQuads(): number;
  /** What readers saw change, in the order it was committed. */
  readonly changes: Pick<Changes, 'read' | 'last' | 'latest' | 'history'>;
  /** The same by profile, with what each said. */
  readonly feed: FeedSource;
  /** Entities as they were. */
  readonly past: PastEntities;
  /** What an operator looks at. */
  operation(): Promise<OperationAnswer> | OperationAnswer;
  /** The routes of the SPARQL endpoint, mounted at `/sparql`. */
  readonly sparql: RequestHandler;
  /** Reads a document that is no profile where a stuck one can be killed. */
  readApart(document: Examinable): Promise<ReadApart>;
  readonly assets: Assets;
  readonly config: HttpConfig;
  readonly log: Log;
  now(): Date;
}
