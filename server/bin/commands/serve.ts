import { createServer } from 'node:http';
import { Command } from 'commander';
import pino from 'pino';
import type { SmallWeb } from '../../../fixtures/small-web.ts';
import { tellOutcome } from '../../crawl/visit/visit-words.ts';
import { createApp } from '../../http/app.ts';
import { sparqlRoutes } from '../../http/sparql/sparql-routes.ts';
import { given } from '../../rdf/given.ts';
import { appDeps, readAssets } from '../app-deps.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { startCrawler } from '../crawler.ts';
import { demoPublishers, demoSource, demoUrls, reachDemo, startDemoWeb } from '../demo-web.ts';
import { keepLeads } from '../duties/keep-leads.ts';
import { keepPods, localPods } from '../duties/keep-pods.ts';
import { keepReminders } from '../duties/keep-reminders.ts';
import { keepSnapshots } from '../duties/keep-snapshots.ts';
import type { Observatory } from '../observatory.ts';
import { openObservatory } from '../open-observatory.ts';
import { watchImports } from '../records/watch-imports.ts';
import { openAskingOthers } from '../sparql/ask-others.ts';
import { assertOwnGraph } from '../sparql/assert-own-graph.ts';
import { sparqlWords } from '../sparql/sparql-words.ts';
import { openDatabase } from '../state/open-database.ts';

/** A running observatory: its address, and how to stop it. */
export interface Served {
  readonly url: string;
  readonly observatory: Observatory;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly say: (line: string) => void;
  /** Host names that are dialled at a given address, besides those of the examples. */
  readonly hosts?: SmallWeb['hosts'];
  /** Opens the state file: tests open one that they can fill or lock. */
  readonly database?: typeof openDatabase;
}

/** `obsidienne serve`: the observatory with its pages, its endpoint and its visits. */
export function serveCommand(): Command {
  return new Command('serve')
    .description(
      'start the observatory (map, pages, SPARQL, visits); settings come from the environment, see the README',
    )
    .option('--pods', 'give pods to people who have none, at OBSIDIENNE_PODS (a Solid server of its own process)')
    .option('--json', 'print the addresses as JSON')
    .action(async ({ json, pods }: { json?: boolean; pods?: boolean }) => {
      const config = readConfig({ ...(pods ? { OBSIDIENNE_PODS: localPods(process.env) } : {}), ...process.env });
      const served = await serve(config, { say: (line) => (json ? undefined : console.log(line)) });
      if (json) console.log(JSON.stringify({ url: served.url, sparql: `${served.url}/sparql` }));
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void served.stop());
    });
}

/** What `obsidienne suppress` takes down and `obsidienne import` brings beside us is looked for so often. */
const followMs = 3000;

/** Starts everything on the configured port (0: any) and resolves when pages are served; throws one line when it cannot. */
export async function serve(
  config: Config,
  { say, hosts = {}, database = openDatabase }: ServeOptions,
): Promise<Served> {
  const assets = readAssets();
  // Standard output is for what the command says.
  const log = pino({ level: config.logLevel }, pino.destination(2));
  const demo = await startDemoWeb(config);
  const pods = config.pods && keepPods(config.pods, { ...config, say, log });
  const dialled = { ...demo?.hosts, ...pods?.hosts, ...hosts };
  const allowed = [...config.allowedPorts, ...(pods?.ports ?? [])];
  const observatory = await openObservatory({
    config: {
      ...config,
      allowedPorts: allowed,
      publishers: [...config.publishers, ...(demo ? demoPublishers : [])],
    },
    hosts: dialled,
    database,
    graphLog: log,
    graphNiceness: 10,
  })
    .then(assertOwnGraph)
    .catch(async (error: unknown) => {
      await Promise.all([demo?.close(), pods?.stop()]);
      throw error;
    });
  if (demo) registerDemo(observatory);
  const met = new Map<string, number>();
  const crawler = startCrawler(observatory, {
    onVisited: ({ registration, outcome }) => {
      met.set(outcome.state, (met.get(outcome.state) ?? 0) + 1);
      log.debug({ url: registration.url, outcome: outcome.state }, tellOutcome(outcome).en);
      if (outcome.state === 'failed')
        log.error({ url: registration.url, err: outcome.error }, 'a visit failed on our side');
    },
    onRound: (visited) => {
      const places = observatory.directory.counts().place;
      const outcomes = [...met].map(([state, count]) => `${count} ${state}`).join(', ');
      say(`Read ${visited} profiles (${outcomes}); ${places} places on the map.`);
      met.clear();
      observatory.points.refresh();
    },
    onFailure: (error) => log.error({ err: error }, 'a round stopped'),
  });
  const hasImported = watchImports(observatory.records);
  const following = setInterval(() => {
    if (hasImported()) crawler.wake();
    observatory
      .followSuppressions()
      .catch((error: unknown) => log.error({ err: error }, 'a suppression was not followed'));
  }, followMs);
  const { dataFolder, sharedHosts, origin } = config;
  const snapshots = keepSnapshots(
    { dataFolder, sharedHosts, ...(origin ? { origin } : {}) },
    {
      isIdle: () => observatory.registry.countDue(new Date()) === 0,
      suppressionList: () => observatory.suppressionList(),
      onFailure: (error) => log.error({ err: error }, 'a snapshot could not be made'),
      now: () => new Date(),
    },
  );
  const stopReminders = keepReminders(observatory, {
    origin,
    now: () => new Date(),
    onFailure: (error) => log.error({ err: error }, 'reminders were not sent'),
  });
  const others = openAskingOthers(observatory, { ...config, allowedPorts: allowed }, dialled);
  const stopLeads = keepLeads(observatory, {
    origin,
    now: () => new Date(),
    onFailure: (error) => log.error({ err: error }, 'leads were not told'),
  });
  const app = createApp(
    appDeps(observatory, {
      config,
      assets,
      sparql: sparqlRoutes({
        graph: others.graph,
        services: others.services,
        ...given('live', others.live),
        liveDocuments: config.sparqlLive,
        past: observatory.pastDatasets,
        assets: assets.pages,
        concepts: observatory.directory.concepts,
        keys: { keys: config.sparqlKeys, deadlineMs: config.sparqlKeyDeadlineMs },
        ...sparqlWords(observatory.directory),
        ...(config.origin ? { origin: config.origin } : {}),
      }),
      log,
      now: () => new Date(),
      reach: (url) => reachDemo(url, dialled),
      wake: () => crawler.wake(),
    }),
  );
  // A query in the address may be longer than Node's 16 KiB of headers: our own answer says so better.
  const server = createServer({ maxHeaderSize: 64 * 1024 }, app);
  // Longer than a reverse proxy keeps one that rests (a minute in most): else it may ask on one that is being closed.
  server.keepAliveTimeout = 65_000;
  const stop = async () => {
    clearInterval(following);
    snapshots.stop();
    stopReminders();
    stopLeads();
    server.close();
    server.closeAllConnections();
    await crawler.stop();
    await others.close();
    await observatory.close();
    await Promise.all([demo?.close(), pods?.stop()]);
  };
  try {
    await pods?.started;
    const port = await listen(server, config);
    const url = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
    announce(say, url);
    if (config.pods) say(`  pods     ${config.pods.baseUrl}`);
    if (!config.origin)
      say(
        'Warning: OBSIDIENNE_ORIGIN is not set. The sites that are read cannot tell who reads them, nor how to refuse.',
      );
    const due = observatory.registry.countDue(new Date());
    if (demo && due > 0) say(`Reading ${due} example profiles (OBSIDIENNE_DEMO=0 starts empty) …`);
    else say(`${observatory.directory.counts().place} places on the map.`);
    observatory.points.refresh();
    return { url, observatory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** On an empty data folder the example profiles are registered like anybody's. */
function registerDemo(observatory: Observatory): void {
  if (observatory.registry.list({ page: 1, size: 1 }).total > 0) return;
  for (const url of demoUrls) observatory.register(url, demoSource);
}

/** How many connections the system keeps for us while we are busy, beyond Node's 511; it has a bound of its own. */
const waitingConnections = 4_096;

function listen(server: ReturnType<typeof createServer>, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Error(`port ${port} is already in use; choose another one, for instance PORT=${port + 1} npm start`),
        );
      else if (error.code === 'EACCES') reject(new Error(`port ${port} needs more rights; choose one above 1023`));
      else reject(error);
    });
    server.listen({ port, host, backlog: waitingConnections }, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

function announce(say: (line: string) => void, url: string): void {
  say(`Obsidienne is at ${url}`);
  say(`  map      ${url}/`);
  say(`  places   ${url}/lieux`);
  say(`  SPARQL   ${url}/sparql`);
  say(`  publish  ${url}/publier`);
}
