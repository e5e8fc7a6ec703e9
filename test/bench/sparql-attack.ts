import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuByThread, printTable, runAlone } from './measure.ts';
import { percentile } from './sparql-workload.ts';
import { withServer } from './with-server.ts';

/**
 * What an attack on `/sparql` does to pages: their latency at a steady rate, in turns quietly and while bombs, floods and slow
 * readers from two hundred addresses keep the endpoint as busy as it lets itself be. Arguments: how many places (5000), how
 * many turns of each (5).
 */
const port = 3917;
const base = `http://127.0.0.1:${port}`;
const measureMs = 12_000;
const pageEveryMs = 60;
const paths = [
  '/lieux',
  '/lieux?q=atelier',
  '/',
  '/api/places?size=20',
  '/besoins',
  '/observatoire',
  '/lieux?type=fablab',
];
const parts = [0.5, 0.95, 0.99] as const;

interface Timed {
  readonly path: string;
  readonly ms: number;
}

if (process.argv[2] === 'attack') await attack();
else await measure(Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 5));

async function measure(count: number, turns: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-attack-'));
  try {
    await runAlone('rounds.ts', ['cold', String(count), folder]);
    await withServer({ dataFolder: folder, port }, async (_, pid) => {
      // Until a replica answers.
      await fetch(`${base}/sparql?query=${encodeURIComponent('ASK {}')}`);
      await pages(3_000);
      const met: Record<'quiet' | 'attacked', (readonly Timed[])[]> = { quiet: [], attacked: [] };
      const cpu: Record<string, number> = {};
      let said = '';
      for (let turn = 0; turn < turns; turn++) {
        met.quiet.push(await pages(measureMs));
        const attacker = spawn(process.execPath, [import.meta.filename, 'attack'], {
          stdio: ['ignore', 'pipe', 'inherit'],
        });
        attacker.stdout.on('data', (data: Buffer) => {
          said = data.toString().trim().split('\n').at(-1) ?? said;
        });
        await pages(2_000);
        const before = cpuByThread(pid);
        met.attacked.push(await pages(measureMs));
        for (const [name, seconds] of Object.entries(cpuByThread(pid)))
          cpu[name] = (cpu[name] ?? 0) + Math.max(0, seconds - (before[name] ?? 0));
        attacker.kill('SIGKILL');
        // What was begun for the attacker ends at the deadline at the latest.
        await pages(11_000);
      }
      tell({ count, turns, met, cpu, said });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell({
  count,
  turns,
  met,
  cpu,
  said,
}: {
  readonly count: number;
  readonly turns: number;
  readonly met: Readonly<Record<'quiet' | 'attacked', readonly (readonly Timed[])[]>>;
  readonly cpu: Readonly<Record<string, number>>;
  readonly said: string;
}): void {
  const ms = (values: readonly number[]) =>
    `${percentile(values, 0.5).toFixed(1)} ms (${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)})`;
  console.log(
    `pages of ${count.toLocaleString('en')} places, one every ${pageEveryMs} ms, in ${turns} turns of each; medians of the turns (least to most)\n`,
  );
  printTable(
    ['a page', 'under attack', 'quiet', 'ratio of medians', 'ratio turn by turn'],
    parts.map((part) => {
      const [attacked, quiet] = [met.attacked, met.quiet].map((all) =>
        all.map((timed) =>
          percentile(
            timed.map(({ ms }) => ms),
            part,
          ),
        ),
      );
      const ratios = (attacked ?? []).map((value, turn) => value / (quiet?.[turn] ?? 1));
      return [
        `p${part * 100}`,
        ms(attacked ?? []),
        ms(quiet ?? []),
        `${(percentile(attacked ?? [], 0.5) / percentile(quiet ?? [], 0.5)).toFixed(2)} ×`,
        `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`,
      ];
    }),
  );
  console.log('');
  printTable(
    [
      'of all turns',
      ...parts.map((part) => `p${part * 100} under attack`),
      ...parts.map((part) => `p${part * 100} quiet`),
    ],
    paths.map((path) => [
      path,
      ...[met.attacked, met.quiet].flatMap((all) => {
        const times = all.flat().flatMap((one) => (one.path === path ? [one.ms] : []));
        return parts.map((part) => `${percentile(times, part).toFixed(1)} ms`);
      }),
    ]),
  );
  const seconds = (turns * measureMs) / 1000;
  console.log('\nprocessor under attack, of one core:');
  for (const [name, used] of Object.entries(cpu)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 8))
    console.log(`${((100 * used) / seconds).toFixed(1).padStart(6)} %  ${name}`);
  console.log(`\nthe last attack met: ${said}`);
}

/** Latencies of pages asked for at a steady rate, however long each takes. */
async function pages(forMs: number): Promise<readonly Timed[]> {
  const times: Timed[] = [];
  const asked: Promise<void>[] = [];
  const until = performance.now() + forMs;
  for (let at = 0; performance.now() < until; at++) {
    asked.push(time(paths[at % paths.length] ?? '/', times));
    await new Promise((resolve) => setTimeout(resolve, pageEveryMs));
  }
  await Promise.all(asked);
  return times;
}

async function time(path: string, times: Timed[]): Promise<void> {
  const startedAt = performance.now();
  const answer = await fetch(`${base}${path}`);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  times.push({ path, ms: performance.now() - startedAt });
}

/** Attackers share the machine with what they attack, which is none of its doing: they give way. */
async function attack(): Promise<void> {
  setPriority(19);
  const bombs = [
    'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
    'SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }',
    'SELECT (COUNT(*) AS ?n) { ?a (!<http://n>)*/(!<http://n>)* ?b }',
    `SELECT (STRLEN(?z40) AS ?n) { BIND("xxxxxxxxxx" AS ?z0) ${Array.from({ length: 40 }, (_, at) => `BIND(CONCAT(?z${at}, ?z${at}) AS ?z${at + 1})`).join(' ')} }`,
    'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER(REGEX(STR(?o), "(((a{0,50}){0,50}){0,50})x")) }',
    'SELECT * { ?a ?b ?c } LIMIT 100000',
  ];
  const met: Record<string, number> = {};
  const count = (what: string | number) => {
    met[what] = (met[what] ?? 0) + 1;
  };
  setInterval(() => console.log(JSON.stringify(met)), 500);
  const bomber = async (at: number): Promise<never> => {
    for (let n = 0; ; n++) {
      // Other variables each time: none is the one that was stopped before.
      const query = bombs[(at + n) % bombs.length]?.replaceAll(/\?(\w+)/g, `?$1_${at}_${n}`) ?? '';
      const status = await fetch(`${base}/sparql?${new URLSearchParams({ query })}`, {
        headers: { accept: 'text/csv', 'x-forwarded-for': `10.0.${n % 2}.${at}` },
      }).then(
        async (answer) => {
          await answer.arrayBuffer();
          return answer.status;
        },
        () => 'broken' as const,
      );
      count(status);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const slowReader = (): void => {
    const query = encodeURIComponent('SELECT * { ?a ?b ?c } LIMIT 190000');
    const socket = connect(port, '127.0.0.1');
    socket.write(`GET /sparql?query=${query} HTTP/1.1\r\nhost: x\r\naccept: text/csv\r\n\r\n`);
    socket.on('error', () => undefined);
    socket.pause();
  };
  for (let n = 0; n < 20; n++) slowReader();
  await Promise.all(Array.from({ length: 100 }, (_, at) => bomber(at)));
}
