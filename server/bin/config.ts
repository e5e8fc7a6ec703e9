import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import type { DiscoveryPolicy } from '../crawl/discovery/discover.ts';
import { discoveryPolicies } from '../crawl/discovery/discover.ts';
import { isSharedHostPattern } from '../fetch/publisher.ts';
import type { ServerAddress } from '../graph/external/engine-server.ts';
import type { BaseMapConfig } from '../http/deps.ts';
import { readBaseMap } from './read-base-map.ts';

const port = z.coerce.number().int().min(0).max(65535);
const flag = z.enum(['0', '1']).transform((value) => value === '1');
const list = z.string().transform((value) => value.split(/[\s,]+/).filter((item) => item !== ''));

/** Hosts of the demonstration where several publishers live side by side, each below its own folder. */
export const demoSharedHosts: readonly string[] = ['pods.localhost', 'sources.localhost/*/*'];

/** With no password in it, which a log could show. */
const engineAddress = z
  .url({ protocol: /^https?$/ })
  .refine((address) => new URL(address).username === '' && new URL(address).password === '');

/** Every key with its bounds and default: the table in the README says the same. */
const shape = {
  PORT: port.default(3000),
  OBSIDIENNE_HOST: z.string().min(1).default('localhost'),
  OBSIDIENNE_DATA: z.string().min(1).default('./data'),
  OBSIDIENNE_DEMO: flag.default(true),
  OBSIDIENNE_DEMO_PORT: port.default(0),
  OBSIDIENNE_ORIGIN: z
    .httpUrl()
    .transform((url) => url.replace(/\/$/, ''))
    .optional(),
  OBSIDIENNE_CONTACT: z.string().min(1).optional(),
  // Short ones are guessed.
  OBSIDIENNE_OPERATOR_KEY: z.string().min(16).max(500).optional(),
  OBSIDIENNE_BASEMAP: z.string().min(1).optional(),
  OBSIDIENNE_BASEMAP_CREDIT: z.string().min(1).optional(),
  OBSIDIENNE_GEOCODER: z
    .string()
    .refine((address) => address.includes('{q}') && /^https?:/.test(address) && URL.canParse(address))
    .optional(),
  OBSIDIENNE_CRAWL_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
  OBSIDIENNE_READERS: z.coerce.number().int().min(1).max(64).default(2),
  OBSIDIENNE_FETCH_TIMEOUT_MS: z.coerce.number().int().min(1000).max(120_000).default(30_000),
  OBSIDIENNE_FETCH_GAP_MS: z.coerce.number().int().min(0).max(60_000).default(2000),
  OBSIDIENNE_ALLOWED_PORTS: list.pipe(z.array(z.coerce.number<string>().int().min(1).max(65535))).default([]),
  OBSIDIENNE_SHARED_HOSTS: list.pipe(z.array(z.string().refine(isSharedHostPattern))).default([]),
  OBSIDIENNE_MAX_PROFILES_PER_SITE: z.coerce.number().int().min(1).max(1_000_000).default(500),
  OBSIDIENNE_ALLOWED_SITES: list.default([]),
  OBSIDIENNE_PUBLISHERS: list.default([]),
  OBSIDIENNE_CHANNELS: z.coerce.number().int().min(0).max(10_000).default(200),
  OBSIDIENNE_PODS: z
    .url({ protocol: /^https?$/ })
    .transform((url) => `${new URL(url).origin}/`)
    .optional(),
  OBSIDIENNE_PODS_PORT: z.coerce.number().int().min(1).max(65535).default(3001),
  OBSIDIENNE_DISCOVERY: z.enum(discoveryPolicies).default('ask'),
  OBSIDIENNE_SPARQL_REPLICAS: z.coerce.number().int().min(1).max(16).default(2),
  OBSIDIENNE_SPARQL_DEADLINE_MS: z.coerce.number().int().min(100).max(600_000).default(10_000),
  OBSIDIENNE_SPARQL_CLIENT_MS: z.coerce.number().int().min(0).max(3_600_000).default(60_000),
  OBSIDIENNE_SPARQL_PAST: z.coerce.number().int().min(1).max(8).default(2),
  OBSIDIENNE_SPARQL_SERVICES: list.pipe(z.array(z.httpUrl())).default([]),
  OBSIDIENNE_SPARQL_LIVE: z.coerce.number().int().min(0).max(200).default(20),
  OBSIDIENNE_SPARQL_KEYS: list.pipe(z.array(z.string().min(16).max(200))).default([]),
  OBSIDIENNE_SPARQL_KEY_DEADLINE_MS: z.coerce.number().int().min(100).max(600_000).default(30_000),
  OBSIDIENNE_SPARQL_ENDPOINT: z.string().pipe(engineAddress).optional(),
  OBSIDIENNE_SPARQL_UPDATE: z.string().pipe(engineAddress).optional(),
  OBSIDIENNE_SPARQL_USER: z.string().min(1).optional(),
  OBSIDIENNE_SPARQL_PASSWORD: z.string().min(1).optional(),
  OBSIDIENNE_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

export interface PodsConfig {
  /** With a final slash. */
  readonly baseUrl: string;
  readonly port: number;
}

/** Everything an operator can set, checked once. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataFolder: string;
  readonly demo: boolean;
  readonly demoPort: number;
  readonly origin?: string;
  readonly contact?: string;
  /** What an operator signs in with to decide on pages; absent: by command alone. */
  readonly operatorKey?: string;
  /** Over the built-in base map. */
  readonly baseMap?: BaseMapConfig;
  /** Where the position of an address is asked for; `{q}` stands for the address. */
  readonly geocoder?: string;
  readonly crawlConcurrency: number;
  /** Processes that read and check documents. */
  readonly readers: number;
  readonly fetchTimeoutMs: number;
  readonly fetchGapMs: number;
  /** Ports that sites may use besides 80 and 443. */
  readonly allowedPorts: readonly number[];
  /** Hosts with one publisher per folder or name, those of the demonstration among them. */
  readonly sharedHosts: readonly string[];
  readonly maxProfilesPerSite: number;
  /** Registrable domains; empty for everybody. */
  readonly allowedSites: readonly string[];
  /** Publishers whose sitemaps and dumps are followed, as `obsidienne status` names them. */
  readonly publishers: readonly string[];
  /** The Solid pods that are given here: what their addresses begin with, and the port on this machine. */
  readonly pods?: PodsConfig;
  readonly discovery: DiscoveryPolicy;
  /** Sources that are listened to at once. */
  readonly channels: number;
  readonly sparqlReplicas: number;
  readonly sparqlDeadlineMs: number;
  /** Processing that one client may have a minute; 0: as much as it asks for. */
  readonly sparqlClientMs: number;
  /** Past states that are held at once for queries. */
  readonly sparqlPast: number;
  /** Endpoints that queries may call by SERVICE. */
  readonly sparqlServices: readonly string[];
  /** Documents that one live query may read; 0: no live queries. */
  readonly sparqlLive: number;
  /** Keys that were given out, and the longest that a query may compute for who shows one. */
  readonly sparqlKeys: readonly string[];
  readonly sparqlKeyDeadlineMs: number;
  /** A SPARQL 1.1 server that holds the graph in place of the replicas. */
  readonly sparqlServer?: ServerAddress;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/** What the addresses of imported records begin with: the observatory’s own, or a name that nobody else has. */
export function recordsBaseOf({ origin = 'http://sources.localhost' }: Pick<Config, 'origin'>): string {
  return `${origin}/sources/`;
}

/** A configuration value that cannot be used; its message is one line naming the key, the value and what is allowed. */
export class BadConfig extends Error {}

/** Reads the configuration from environment variables; throws `BadConfig` on the first value that cannot be used. */
export function readConfig(env: Readonly<Record<string, string | undefined>>, folder = process.cwd()): Config {
  const parsed = z.object(shape).safeParse(env);
  if (!parsed.success) throw new BadConfig(explain(parsed.error, env));
  const values = parsed.data;
  const data = values.OBSIDIENNE_DATA;
  const pods = values.OBSIDIENNE_PODS === undefined ? undefined : new URL(values.OBSIDIENNE_PODS);
  if (pods && pods.origin === values.OBSIDIENNE_ORIGIN)
    throw new BadConfig(`OBSIDIENNE_PODS=${JSON.stringify(pods.href)} cannot be used: ${allowed['OBSIDIENNE_PODS']}`);
  return Object.freeze({
    port: values.PORT,
    host: values.OBSIDIENNE_HOST,
    dataFolder: isAbsolute(data) ? data : resolve(folder, data),
    demo: values.OBSIDIENNE_DEMO,
    demoPort: values.OBSIDIENNE_DEMO_PORT,
    ...(values.OBSIDIENNE_ORIGIN ? { origin: values.OBSIDIENNE_ORIGIN } : {}),
    ...(values.OBSIDIENNE_CONTACT ? { contact: values.OBSIDIENNE_CONTACT } : {}),
    ...(values.OBSIDIENNE_OPERATOR_KEY ? { operatorKey: values.OBSIDIENNE_OPERATOR_KEY } : {}),
    ...baseMapOf(values, folder),
    ...(pods ? { pods: { baseUrl: pods.href, port: values.OBSIDIENNE_PODS_PORT } } : {}),
    ...(values.OBSIDIENNE_GEOCODER ? { geocoder: values.OBSIDIENNE_GEOCODER } : {}),
    crawlConcurrency: values.OBSIDIENNE_CRAWL_CONCURRENCY,
    readers: values.OBSIDIENNE_READERS,
    fetchTimeoutMs: values.OBSIDIENNE_FETCH_TIMEOUT_MS,
    fetchGapMs: values.OBSIDIENNE_FETCH_GAP_MS,
    allowedPorts: values.OBSIDIENNE_ALLOWED_PORTS,
    // The same whoever opens the folder: other rules mean that everything is projected again.
    sharedHosts: [
      ...demoSharedHosts,
      ...(values.OBSIDIENNE_ORIGIN ? [`${new URL(values.OBSIDIENNE_ORIGIN).hostname}/*/*`] : []),
      ...(pods ? [pods.hostname] : []),
      ...values.OBSIDIENNE_SHARED_HOSTS,
    ],
    maxProfilesPerSite: values.OBSIDIENNE_MAX_PROFILES_PER_SITE,
    allowedSites: values.OBSIDIENNE_ALLOWED_SITES,
    publishers: values.OBSIDIENNE_PUBLISHERS,
    discovery: values.OBSIDIENNE_DISCOVERY,
    channels: values.OBSIDIENNE_CHANNELS,
    sparqlReplicas: values.OBSIDIENNE_SPARQL_REPLICAS,
    sparqlDeadlineMs: values.OBSIDIENNE_SPARQL_DEADLINE_MS,
    sparqlClientMs: values.OBSIDIENNE_SPARQL_CLIENT_MS,
    sparqlPast: values.OBSIDIENNE_SPARQL_PAST,
    sparqlServices: values.OBSIDIENNE_SPARQL_SERVICES,
    sparqlLive: values.OBSIDIENNE_SPARQL_LIVE,
    sparqlKeys: values.OBSIDIENNE_SPARQL_KEYS,
    sparqlKeyDeadlineMs: values.OBSIDIENNE_SPARQL_KEY_DEADLINE_MS,
    ...sparqlServerOf(values),
    logLevel: values.OBSIDIENNE_LOG,
  });
}

function sparqlServerOf(values: z.infer<z.ZodObject<typeof shape>>): Pick<Config, 'sparqlServer'> {
  const {
    OBSIDIENNE_SPARQL_ENDPOINT: endpoint,
    OBSIDIENNE_SPARQL_UPDATE: update,
    OBSIDIENNE_SPARQL_USER: user,
    OBSIDIENNE_SPARQL_PASSWORD: password,
  } = values;
  // Half a setting would silently be none.
  if (endpoint === undefined && (update ?? user ?? password) !== undefined)
    throw new BadConfig(
      `OBSIDIENNE_SPARQL_ENDPOINT is missing beside its update address or credentials: ${allowed['OBSIDIENNE_SPARQL_ENDPOINT']}`,
    );
  if ((user === undefined) !== (password === undefined))
    throw new BadConfig('OBSIDIENNE_SPARQL_USER and OBSIDIENNE_SPARQL_PASSWORD are set together or not at all');
  if (endpoint === undefined) return {};
  const credentials = user !== undefined && password !== undefined ? { credentials: { user, password } } : {};
  return { sparqlServer: { endpoint, ...(update === undefined ? {} : { update }), ...credentials } };
}

function baseMapOf(
  { OBSIDIENNE_BASEMAP: value, OBSIDIENNE_BASEMAP_CREDIT: credit }: z.infer<z.ZodObject<typeof shape>>,
  folder: string,
): Pick<Config, 'baseMap'> {
  if (value === undefined) return {};
  const baseMap = readBaseMap(value, { credit, folder });
  if (!('unusable' in baseMap)) return { baseMap };
  const key = baseMap.unusable === 'credit' ? 'OBSIDIENNE_BASEMAP_CREDIT' : 'OBSIDIENNE_BASEMAP';
  throw new BadConfig(
    `${key}=${JSON.stringify((key === 'OBSIDIENNE_BASEMAP' ? value : credit) ?? '')} cannot be used: ${allowed[key]}`,
  );
}

const allowed: Readonly<Record<string, string>> = {
  PORT: 'a whole number from 0 to 65535',
  OBSIDIENNE_HOST: 'a host name or address to listen on',
  OBSIDIENNE_DATA: 'a folder',
  OBSIDIENNE_DEMO: '0 or 1',
  OBSIDIENNE_DEMO_PORT: 'a whole number from 0 to 65535',
  OBSIDIENNE_ORIGIN: 'the public address, like https://carte.example.org',
  OBSIDIENNE_CONTACT: 'a web page or an e-mail address',
  OBSIDIENNE_OPERATOR_KEY: 'from 16 to 500 characters, known to operators alone',
  OBSIDIENNE_BASEMAP:
    'a PMTiles file or its address, the address of a style, or a template like https://tiles.example/{z}/{x}/{y}.png',
  OBSIDIENNE_BASEMAP_CREDIT: 'who made the base map, as it is shown beside it; needed with OBSIDIENNE_BASEMAP',
  OBSIDIENNE_GEOCODER: 'an address that answers in GeoJSON, like https://geocoder.example/search?q={q}&limit=1',
  OBSIDIENNE_CRAWL_CONCURRENCY: 'a whole number from 1 to 256',
  OBSIDIENNE_READERS: 'a whole number from 1 to 64',
  OBSIDIENNE_FETCH_TIMEOUT_MS: 'milliseconds from 1000 to 120000',
  OBSIDIENNE_FETCH_GAP_MS: 'milliseconds from 0 to 60000',
  OBSIDIENNE_ALLOWED_PORTS: 'port numbers from 1 to 65535, like 8443 3000',
  OBSIDIENNE_SHARED_HOSTS: 'hosts like pods.example, forge.example/*/* or *.blogs.example',
  OBSIDIENNE_MAX_PROFILES_PER_SITE: 'a whole number from 1 to 1000000',
  OBSIDIENNE_CHANNELS: 'a whole number from 0 to 10000',
  OBSIDIENNE_PODS:
    'the address that pods begin with, like https://espaces.example.org/, and not that of the observatory',
  OBSIDIENNE_PODS_PORT: 'a whole number from 1 to 65535',
  OBSIDIENNE_DISCOVERY: 'ask, same-network or auto',
  OBSIDIENNE_SPARQL_REPLICAS: 'a whole number from 1 to 16',
  OBSIDIENNE_SPARQL_DEADLINE_MS: 'milliseconds from 100 to 600000',
  OBSIDIENNE_SPARQL_CLIENT_MS: 'milliseconds from 0 to 3600000',
  OBSIDIENNE_SPARQL_PAST: 'a whole number from 1 to 8',
  OBSIDIENNE_SPARQL_SERVICES: 'addresses of SPARQL endpoints, like https://query.wikidata.org/sparql',
  OBSIDIENNE_SPARQL_LIVE: 'a whole number from 0 to 200',
  OBSIDIENNE_SPARQL_KEYS: 'keys of 16 to 200 characters, parted by spaces or commas',
  OBSIDIENNE_SPARQL_KEY_DEADLINE_MS: 'milliseconds from 100 to 600000',
  OBSIDIENNE_SPARQL_ENDPOINT:
    'the address of a SPARQL 1.1 server, like http://127.0.0.1:8890/sparql, without a password in it',
  OBSIDIENNE_SPARQL_UPDATE:
    'the address where that server takes updates, like http://127.0.0.1:8890/sparql-auth, without a password in it',
  OBSIDIENNE_SPARQL_USER: 'a name',
  OBSIDIENNE_SPARQL_PASSWORD: 'a password',
  OBSIDIENNE_LOG: 'debug, info, warn, error or silent',
};

const secrets = new Set([
  'OBSIDIENNE_OPERATOR_KEY',
  'OBSIDIENNE_SPARQL_ENDPOINT',
  'OBSIDIENNE_SPARQL_UPDATE',
  'OBSIDIENNE_SPARQL_PASSWORD',
]);

function explain(error: z.ZodError, env: Readonly<Record<string, string | undefined>>): string {
  const key = String(error.issues[0]?.path[0] ?? '');
  // A secret goes into no log, and an address that is refused may have a password in it.
  const value = secrets.has(key) ? '…' : JSON.stringify(env[key] ?? '');
  return `${key}=${value} cannot be used: ${allowed[key] ?? error.issues[0]?.message}`;
}
