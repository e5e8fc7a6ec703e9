import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readVocabulary } from '../../server/bin/bundled-data.ts';
import type { Lead, Leads } from '../../server/cooperation/lead.ts';
import { createLeadAnswers } from '../../server/cooperation/lead-answers.ts';
import { loadConcepts } from '../../server/directory/concepts.ts';
import { createDirectory } from '../../server/directory/create-directory.ts';
import { createPublisherRules } from '../../server/fetch/publisher.ts';
import { parseTurtle } from '../../server/rdf/parse-turtle.ts';
import { writeExchangeState } from './exchange-state.ts';
import { printTable } from './measure.ts';

/**
 * How fast leads are found over places with five needs and five offers each (5,000 and 50,000 of them, other counts as arguments), each
 * figure beside its limit; `--all` also makes every lead of every place.
 */
const now = '2026-11-26T08:00:00Z';
const asked = 300;
const concepts = loadConcepts(readVocabulary());
const counts = process.argv.slice(2).map(Number).filter(Number.isFinite);

for (const count of counts.length > 0 ? counts : [5000, 50_000]) {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-leads-'));
  try {
    printTable(
      [`${count} places, 10 needs and offers each`, 'ours', 'limit'],
      await measure(join(folder, 'state.sqlite'), count),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  console.log();
}

async function measure(file: string, count: number): Promise<string[][]> {
  writeExchangeState(file, count, concepts);
  const reading = new DatabaseSync(file, { readOnly: true });
  const memoryBefore = memory();
  const answers = createLeadAnswers(reading, concepts);
  const load = timed(() => answers({ about: 'nothing' }));
  const perPlace = (memory() - memoryBefore) / count;
  const ask = (index: number, key = `place-${Math.floor((index * count) / asked)}`) =>
    answers({ about: 'leads', of: { type: 'place', key }, language: 'fr', now, offset: 0, limit: 20 }) as Leads;
  for (let index = 0; index < 20; index++) ask(index + 0.5);
  let found = 0;
  const one = Array.from({ length: asked }, (_, index) =>
    timed(() => {
      found += ask(index).leads.length;
    }),
  ).sort((a, b) => a - b);
  if (found < asked) throw new Error(`only ${found} leads for ${asked} places`);
  const follow = followOne(file, () => ask(1));
  const everything = isWhole(count) ? await everyLead(answers) : undefined;
  reading.close();
  return [
    ['base read', `${(load / 1000).toFixed(1)} s`, 'minutes'],
    ['memory for a place with its ten', `${(perPlace / 1000).toFixed(1)} kB`, '-'],
    ['leads of one place, median', `${(one[asked / 2] ?? 0).toFixed(1)} ms`, '50 ms'],
    ['leads of one place, p95', `${(one[Math.floor(asked * 0.95)] ?? 0).toFixed(1)} ms`, '50 ms'],
    ['after one changed profile, followed and answered', `${follow.toFixed(0)} ms`, '1000 ms'],
    ...(everything
      ? [
          [`all leads again, ${everything.told} of them told`, `${(everything.ms / 1000).toFixed(1)} s`, 'minutes'],
          ['of that, time of one processor', `${(everything.cpuMs / 1000).toFixed(1)} s`, '-'],
        ]
      : []),
  ];
}

/** All leads of many places take minutes: only where they are asked for. */
function isWhole(count: number): boolean {
  return count <= 5000 || process.argv.includes('--all');
}

async function everyLead(answers: ReturnType<typeof createLeadAnswers>) {
  const begun = performance.now();
  const cpuBefore = process.cpuUsage();
  const all = (await answers({ about: 'all', now, perActor: 3, limit: 5000 })) as readonly Lead[];
  const { user, system } = process.cpuUsage(cpuBefore);
  return { told: all.length, ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
}

/** Changes a profile as a visit does, and asks. */
function followOne(file: string, ask: () => unknown): number {
  const db = new DatabaseSync(file);
  const directory = createDirectory(db, { concepts, align: (quads) => quads, publishers: createPublisherRules() });
  const url = 'https://nouveau.example/';
  directory.project(
    { registration: 'nouveau', url, finalUrl: url, readAt: now, changedAt: now, warnings: [] },
    parseTurtle(
      `@prefix schema: <https://schema.org/> . @prefix obs: <https://w3id.org/obsidienne/ns#> .
       <#lieu> a obs:ThirdPlace ; schema:name "Nouveau" ; schema:seeks <#b> . <#b> a schema:Demand ; schema:name "Fourgon" ; obs:resource <https://w3id.org/obsidienne/resources/van> .`,
      'turtle',
      url,
    ),
  );
  db.close();
  return timed(ask);
}

function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function timed(run: () => unknown): number {
  const begun = performance.now();
  run();
  return performance.now() - begun;
}
