import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tellOutcome } from '../crawl/visit/visit-words.ts';
import type { LeadsTo, RegistrationRecord } from '../http/contract.ts';
import type { AppDeps, Assets, Registered } from '../http/deps.ts';
import type { Registration } from '../registry/registration.ts';
import type { StoredReport } from '../registry/registry.ts';
import { keptVisits } from '../registry/registry.ts';
import type { Finding } from '../validation/report.ts';
import { mapFolder, ontologyFolder, shapesFolder } from './bundled-data.ts';
import { type Config, recordsBaseOf } from './config.ts';
import { snapshotFolder } from './duties/snapshot-folder.ts';
import type { Observatory } from './observatory.ts';
import { userAgentOf } from './observatory.ts';
import { checkProfile, geocodeBy, lookAtPicture, readProfile } from './read-on-demand.ts';

/** Gives the express app what it needs of the observatory. */
export function appDeps(
  observatory: Observatory,
  parts: {
    readonly config: Config;
    readonly assets: Assets;
    readonly sparql: AppDeps['sparql'];
    readonly log: AppDeps['log'];
    readonly now: () => Date;
    readonly reach: (url: string) => string;
    /** Called when something was registered and waits to be visited. */
    readonly wake: () => void;
  },
): AppDeps {
  const { registry, directory, points, overviews, ecosystem, graph } = observatory;
  const ownRecords = recordsBaseOf(parts.config);
  const take = (url: string, remember: (url: string) => Registration): Registered => {
    const admitted = observatory.admit(url);
    if (admitted.state === 'blocked') return { state: 'refused', detail: tellOutcome(admitted) };
    const refusal = observatory.refuse(admitted.url.href);
    if (refusal) return { state: 'refused', detail: refusal };
    const { id } = remember(admitted.url.href);
    parts.wake();
    return { state: 'registered', id };
  };
  return {
    directory,
    points,
    overviews,
    ecosystem,
    records: observatory.records,
    registrations: {
      register: (url) => take(url, (href) => observatory.register(href, 'api')),
      hint: (url) => take(url, (href) => observatory.hint(href, 'inbox')),
      read(id) {
        const registration = registry.find(id);
        return registration ? registrationRecord(observatory, registration) : undefined;
      },
      lastVisit: (id) => registry.visits(id, 1)[0],
    },
    check: (input) => checkProfile(observatory, input, parts.now()),
    readProfile: (url) => readProfile(observatory, url, parts.now()),
    ...(parts.config.geocoder ? { geocode: geocodeBy(observatory, parts.config.geocoder) } : {}),
    lookAtPicture: (url, limitBytes) => lookAtPicture(observatory, url, limitBytes),
    identity: observatory.identity,
    decideIdentity: observatory.decideIdentity,
    statements: observatory.statements,
    leads: observatory.leads,
    documentQuads: (url) => observatory.documentQuads(url),
    health: () => ({
      // Without a server that is somebody else's, all but its questions is answered.
      ready: graph.isElsewhere === true || graph.replicas.ready > 0,
      database: observatory.storage() === undefined,
      graph: graph.replicas.ready > 0,
      version: graph.version,
      registrations: registry.counts(),
    }),
    countQuads: () => registry.countQuads(),
    changes: observatory.changes,
    feed: observatory.feed,
    past: observatory.past,
    entityAlone: observatory.entityAlone,
    operation: () => observatory.operation(),
    sparql: parts.sparql,
    readApart: observatory.readApart,
    assets: parts.assets,
    config: {
      ...(parts.config.origin ? { origin: parts.config.origin } : {}),
      ...(parts.config.pods ? { pods: parts.config.pods.baseUrl } : {}),
      ...(parts.config.baseMap ? { baseMap: parts.config.baseMap } : {}),
      ...(parts.config.contact ? { contact: parts.config.contact } : {}),
      ...(parts.config.operatorKey ? { operatorKey: parts.config.operatorKey } : {}),
      userAgent: userAgentOf(parts.config.origin),
      fetchGapMs: parts.config.fetchGapMs,
      ontologyFolder: fileURLToPath(ontologyFolder),
      shapesFolder: fileURLToPath(shapesFolder),
      snapshotFolder: snapshotFolder(parts.config.dataFolder),
      recordsBase: ownRecords,
      // Our own records are on this site, whatever name they are known by.
      reach: (url) => (url.startsWith(ownRecords) ? `/sources/${url.slice(ownRecords.length)}` : parts.reach(url)),
    },
    log: parts.log,
    now: parts.now,
  };
}

function leadsTo({ registry, signposts }: Observatory, { id }: Registration): LeadsTo | null {
  const signpost = signposts.find(id);
  if (!signpost) return null;
  const { kind, profiles, lists, leftOut } = signpost;
  const tell = (role: 'profile' | 'list') => (url: string) => {
    const known = registry.findByUrl(url);
    return { url, role, id: known?.id ?? null, status: known?.status ?? null };
  };
  const items = [...lists.map(tell('list')), ...profiles.map(tell('profile'))];
  return items.length > 0 ? { kind, items, leftOut } : null;
}

function registrationRecord(observatory: Observatory, registration: Registration): RegistrationRecord {
  const { registry, discoveries, heldChanges, directory } = observatory;
  const held = heldChanges.find(registration.id);
  const report = registry.report(registration.id) as StoredReport<Finding> | undefined;
  const lead = registration.shown ? directory.entitiesOf(registration.id)[0] : undefined;
  return {
    id: registration.id,
    url: registration.url,
    status: registration.status,
    held: held ? { at: held.at, detail: held.detail } : null,
    linkedBy: registry.find(discoveries.find(registration.id)?.linkedBy ?? '')?.url ?? null,
    leadsTo: leadsTo(observatory, registration),
    registeredAt: registration.registeredAt,
    lastVisitAt: registration.lastVisitAt,
    nextVisitAt: registration.nextVisitAt,
    readAt: registration.readAt,
    changedAt: registration.changedAt,
    failingSince: registration.failingSince,
    withdrawnAt: registration.withdrawnAt,
    sources: registration.sources.map(({ url, finalUrl }) => ({ url, finalUrl })),
    mediaType: registration.mediaType,
    page: lead ? `${lead.type}/${lead.key}` : null,
    visits: registry.visits(registration.id, keptVisits),
    report: report ? { at: report.at, conforms: report.conforms, findings: report.findings } : null,
  };
}

/** A built file as Vite's manifest describes it. */
interface ManifestEntry {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

/** Tells where the built map and styles are; throws, naming the command to run, when they were not built. */
export function readAssets(): Assets {
  const file = new URL('.vite/manifest.json', mapFolder);
  if (!existsSync(file)) throw new Error('the map is not built yet: run npm run build');
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Record<string, ManifestEntry>;
  const find = (name: string): ManifestEntry => {
    const found = manifest[name];
    if (!found) throw new Error(`the built map lacks ${name}: run npm run build`);
    return found;
  };
  /** The styles of the chunks that an entry imports come before its own. */
  const stylesOf = (entry: ManifestEntry): string[] => [
    ...(entry.imports ?? []).flatMap((name) => stylesOf(find(name))),
    ...(entry.css ?? []),
  ];
  const assetsOf = (name: string) => ({
    scripts: [`/assets/${find(name).file}`],
    styles: [...new Set(stylesOf(find(name)))].map((css) => `/assets/${css}`),
  });
  const { imports = [] } = find('map.tsx');
  const preloads = [...imports, 'map/engine.ts'].map((name) => `/assets/${find(name).file}`);
  const map = { ...assetsOf('map.tsx'), preloads };
  return { folder: fileURLToPath(mapFolder), pages: assetsOf('page/pages.ts'), embed: assetsOf('embed/start.ts'), map };
}
