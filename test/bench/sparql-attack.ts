import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { printTable, runAlone } from './measure.ts';
import { withServer } from './with-server.ts';

/**
 * What an attack on `/sparql` does to pages: their latency at a steady rate, first quietly, then while bombs, floods and slow
 * readers from two hundred addresses keep the endpoint as busy as it lets itself be. Argument: how many places (5000).
 */
const port = 3917;
const base = `http://127.0.0.1:${port}`;
const measureMs = 20_000;
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

if (process.argv[2] === 'attack') await attack();
else await measure(Number(process.argv[2] ?? 5000));

async function measure(count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'obsidienne-attack-'));
  try {
    await runAlone('rounds.ts', ['cold', String(count), folder]);
    await withServer({ dataFolder: folder, port }, async () => {
      // Until a replica answers.
      await fetch(`${base}/sparql?query=${encodeURIComponent('ASK {}')}`);
      await pages(3_000);
      const quiet = await pages(measureMs);
      const attacker = spawn(process.execPath, [import.meta.filename, 'attack'], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let said = '';
      attacker.stdout.on('data', (data: Buffer) => {
        said = data.toString().trim().split('\n').at(-1) ?? said;
      });
      await pages(2_000);
      const attacked = await pages(measureMs);
      attacker.kill('SIGKILL');
      tell(count, { quiet, attacked, said });
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(
  count: number,
  { quiet, attacked, said }: { quiet: readonly number[]; attacked: readonly number[]; said: string },
): void {
  const at = (times: readonly number[], part: number) =>
    times[Math.min(times.length - 1, Math.floor(part * times.length))] ?? 0;
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  console.log(`pages of ${count.toLocaleString('en')} places, one every ${pageEveryMs} ms\n`);
  printTable(
    ['a page', 'under attack', 'quiet', 'ratio'],
    [0.5, 0.95, 0.99].map((part) => [
      `p${part * 100}`,
      ms(at(attacked, part)),
      ms(at(quiet, part)),
      `${(at(attacked, part) / at(quiet, part)).toFixed(2)} ×`,
    ]),
  );
  console.log(`\nthe attack met: ${said}`);
}

/** Sorted latencies of pages asked for at a steady rate, however long each takes. */
async function pages(forMs: number): Promise<readonly number[]> {
  const times: number[] = [];
  const asked: Promise<void>[] = [];
  const until = performance.now() + forMs;
  for (let at = 0; performance.now() < until; at++) {
    asked.push(time(`${base}${paths[at % paths.length]}`, times));
    await new Promise((resolve) => setTimeout(resolve, pageEveryMs));
  }
  await Promise.all(asked);
  return times.sort((a, b) => a - b);
}

async function time(url: string, times: number[]): Promise<void> {
  const startedAt = performance.now();
  const answer = await fetch(url);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  times.push(performance.now() - startedAt);
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
