import type { SmallWeb } from '../../../fixtures/small-web.ts';
import type { Applied } from '../../crosswalk/apply-mapping.ts';
import { locateMapped } from '../../crosswalk/locate-mapped.ts';
import type { Mapping } from '../../crosswalk/mapping.ts';
import { given } from '../../rdf/given.ts';
import type { Finding, Report } from '../../validation/report.ts';
import type { Config } from '../config.ts';
import { createProgress } from '../console/progress.ts';
import type { Observatory } from '../observatory.ts';
import { openObservatory } from '../open-observatory.ts';
import type { CountedReason, RealFigures, SetFigures } from './demo-real-report.ts';
import type { Published } from './demo-real-sites.ts';

/** How registrations of the real sets are marked. */
const source = 'demo-real';

/** Rules that tell of a position that does not fit its address. */
const positionRules = /position/;

/** A set with what its mapping made of it. */
export interface RealSet extends Applied {
  readonly mapping: Mapping;
}

/** Registers and reads the published sets by the path everyone's profiles take, and counts what was met. */
export async function crawlSets(
  sets: readonly RealSet[],
  at: { readonly config: Config; readonly web: SmallWeb; readonly published: readonly (readonly Published[])[] },
): Promise<RealFigures> {
  // The only host is our own loopback: nobody has to be spared a request.
  const observatory = await openObservatory({
    config: { ...at.config, fetchGapMs: 0, sparqlReplicas: 1 },
    hosts: at.web.hosts,
  });
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
    ...given('license', mapping.license),
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
