import { existsSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import type { SmallWeb } from '../../../fixtures/small-web.ts';
import { startSmallWeb } from '../../../fixtures/small-web.ts';
import type { Applied } from '../../crosswalk/apply-mapping.ts';
import { applyMapping } from '../../crosswalk/apply-mapping.ts';
import { listMappings } from '../../crosswalk/list-mappings.ts';
import { locateMapped } from '../../crosswalk/locate-mapped.ts';
import type { Mapping } from '../../crosswalk/mapping.ts';
import type { Finding, Report } from '../../validation/report.ts';
import { readContexts } from '../bundled-data.ts';
import type { Config } from '../config.ts';
import { readConfig } from '../config.ts';
import { holdFolder } from '../hold-folder.ts';
import type { Observatory } from '../observatory.ts';
import { openObservatory } from '../observatory.ts';
import { createProgress } from '../progress.ts';
import type { CountedReason, RealFigures, SetFigures } from './demo-real-report.ts';
import { tellFigures } from './demo-real-report.ts';
import type { Published } from './demo-real-sites.ts';
import { publishSet } from './demo-real-sites.ts';

/** How registrations of the real sets are marked. */
const source = 'demo-real';

/** Rules that tell of a position that does not fit its address. */
const positionRules = /position/;

interface Flags {
  readonly json?: boolean;
  readonly keep?: boolean;
  readonly serve?: boolean;
}

/** `obsidienne demo-real DIR`: two public sets of places, published on a small web and read like anybody's profiles. */
export function demoRealCommand(): Command {
  return new Command('demo-real')
    .description('publish two public sets of places on a loopback web, register and read them, and tell what was met')
    .argument('<folder>', 'the folder that holds the data files')
    .option('--json', 'print the figures as JSON')
    .option('--keep', 'keep the data folder (./data/demo-real) for the next run')
    .option('--serve', 'go on as the observatory at PORT, with both sets on the map')
    .action(async (folder: string, flags: Flags) => {
      const env = process.env['OBSIDIENNE_DATA'];
      const config = readConfig({ ...process.env, OBSIDIENNE_DATA: env ?? join('data', 'demo-real') });
      const isOurs = env === undefined && !flags.keep;
      if (isOurs) await clear(config.dataFolder);
      const sets = await readSets(folder);
      const { web, published } = await publish(sets);
      try {
        const figures = await crawlSets(sets, { config, web, published });
        console.log(flags.json ? JSON.stringify(figures, null, 2) : tellFigures(figures));
        if (flags.serve) await goOn(config, web);
      } finally {
        await web.close();
        if (isOurs) await clear(config.dataFolder);
      }
    });
}

/** A set with what its mapping made of it. */
export interface RealSet extends Applied {
  readonly mapping: Mapping;
}

/** Reads the sets that the mappings declare from a folder; throws one line that names what is missing or broken. */
export async function readSets(folder: string): Promise<readonly RealSet[]> {
  const at = resolve(folder);
  const found = await stat(at).catch(() => undefined);
  if (!found?.isDirectory()) throw new Error(`${folder} is not a folder; give the one that holds the data files`);
  const mappings = await listMappings();
  const missing = mappings.filter(({ dataFile }) => !existsSync(join(at, dataFile)));
  if (missing.length > 0)
    throw new Error(
      `${folder} lacks ${missing.map(({ dataFile }) => dataFile).join(' and ')}, which the mappings read`,
    );
  const sets: RealSet[] = [];
  for (const mapping of mappings)
    sets.push({ mapping, ...(await applyMapping(mapping, await readFile(join(at, mapping.dataFile)))) });
  return sets;
}

/** Serves every set on its own host of one small web. */
export async function publish(
  sets: readonly RealSet[],
): Promise<{ readonly web: SmallWeb; readonly published: readonly (readonly Published[])[] }> {
  const contexts = readContexts();
  const sites = await Promise.all(sets.map(({ mapping, profiles }) => publishSet(mapping, profiles, contexts)));
  return {
    web: await startSmallWeb(sites.map(({ site }) => site)),
    published: sites.map(({ published }) => published),
  };
}

/** Registers and reads the published sets by the path everyone's profiles take, and counts what was met. */
export async function crawlSets(
  sets: readonly RealSet[],
  at: { readonly config: Config; readonly web: SmallWeb; readonly published: readonly (readonly Published[])[] },
): Promise<RealFigures> {
  // The only host is our own loopback: nobody has to be spared a request.
  const observatory = await openObservatory({ config: { ...at.config, fetchGapMs: 0 }, hosts: at.web.hosts });
  try {
    const startedAt = performance.now();
    for (const { url } of at.published.flat()) register(observatory, url);
    const progress = createProgress('profiles', observatory.registry.countDue(new Date()));
    await observatory.round({ onVisited: ({ registration }) => progress.step(registration.url) });
    progress.stop();
    const seconds = (performance.now() - startedAt) / 1000;
    const quadsOf = new Map(
      [...observatory.registry.shown()].map((it) => [it.registration.url, countLines(it.nquads)]),
    );
    const figures = sets.map((set, index) =>
      countSet(set, { observatory, quadsOf, published: at.published[index] ?? [] }),
    );
    const sum = (key: 'registered' | 'conforming' | 'violating' | 'unread' | 'quads') =>
      figures.reduce((total, set) => total + set[key], 0);
    return {
      registered: sum('registered'),
      conforming: sum('conforming'),
      violating: sum('violating'),
      unread: sum('unread'),
      quads: sum('quads'),
      seconds,
      sets: figures,
    };
  } finally {
    await observatory.close();
  }
}

function register(observatory: Observatory, url: string): void {
  const admitted = observatory.admit(url);
  if (admitted.state === 'blocked') throw new Error(`${url} cannot be registered: ${admitted.reason}`);
  observatory.register(admitted.url.href, source);
}

interface Counting {
  readonly observatory: Observatory;
  readonly quadsOf: ReadonlyMap<string, number>;
  readonly published: readonly Published[];
}

function countSet({ mapping, report: loss }: RealSet, { observatory, quadsOf, published }: Counting): SetFigures {
  const read = published.map(({ url, mapped }) => {
    const registration = observatory.registry.findByUrl(url);
    const report = registration ? (observatory.registry.report(registration.id) as Report | undefined) : undefined;
    return { url, mapped, registration, report };
  });
  const findings = read.flatMap(({ url, report }) => (report?.findings ?? []).map((finding) => ({ finding, url })));
  const of = (severity: Finding['severity']) =>
    countReasons(findings.filter(({ finding }) => finding.severity === severity));
  const outside = read.flatMap(({ url, mapped, registration, report }) => {
    const found = locateMapped(mapping, mapped.profile);
    if (!found) return [];
    const warned = (report?.findings ?? []).some(({ rule }) => positionRules.test(rule));
    return [{ ...found, url, shown: registration?.shown ?? false, warned }];
  });
  return {
    key: mapping.key,
    title: mapping.title,
    attribution: mapping.attribution,
    license: mapping.license,
    registered: read.filter(({ registration }) => registration).length,
    conforming: read.filter(({ report }) => report?.conforms).length,
    violating: read.filter(({ report }) => report && !report.conforms).length,
    unread: read.filter(({ report }) => !report).length,
    reasons: of('violation'),
    warnings: of('warning'),
    quads: published.reduce((total, { url }) => total + (quadsOf.get(url) ?? 0), 0),
    outside: outside.sort((a, b) => b.km - a.km),
    loss,
  };
}

/** Findings of one rule on one property are one reason; the first message stands for all. */
function countReasons(findings: readonly { readonly finding: Finding; readonly url: string }[]): CountedReason[] {
  const reasons = new Map<string, { rule: string; message: Finding['message']; count: number; example: string }>();
  for (const { finding, url } of findings) {
    const key = `${finding.rule} ${finding.path ?? ''}`;
    const known = reasons.get(key);
    if (known) known.count++;
    else reasons.set(key, { rule: finding.rule, message: finding.message, count: 1, example: finding.value ?? url });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
}

function countLines(nquads: string): number {
  return nquads === '' ? 0 : nquads.trimEnd().split('\n').length;
}

/** Serves the observatory over the same data and the same small web until it is interrupted. */
async function goOn(config: Config, { hosts }: SmallWeb): Promise<void> {
  // Pages and map are loaded only by those who want to see them.
  const { serve } = await import('./serve.ts');
  const served = await serve({ ...config, fetchGapMs: 0, demo: false }, { say: (line) => console.error(line), hosts });
  await new Promise<void>((done) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => done());
  });
  await served.stop();
}

/** Empties our own data folder, but never under a process that is using it. */
async function clear(dataFolder: string): Promise<void> {
  holdFolder(dataFolder)();
  await rm(dataFolder, { recursive: true, force: true });
}

if (import.meta.main) {
  await demoRealCommand()
    .parseAsync()
    .catch((error: unknown) => {
      console.error(`demo:real: ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    });
}
