import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerAddress } from '../../server/graph/external/engine-server.ts';
import { freePort } from './free-port.ts';

/** A Virtuoso of our own: its data in a folder, its ports on loopback. */
export interface Virtuoso {
  readonly address: ServerAddress & { readonly update: string };
  readonly pid: number;
  /** Resident memory, bytes. */
  residentBytes(): number;
  /** Its files, bytes. */
  diskBytes(): number;
  /** CPU that it has used, seconds. */
  cpuSeconds(): number;
  signal(name: NodeJS.Signals): void;
  /** Ends it at once, as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again on the same folder and ports. */
  start(): Promise<void>;
  /** Gives a server without data, which has its maker's, the password of this run. */
  setPassword(): void;
  /** Fills it by its own loader from the packed N-Quads of a folder whose names match. */
  loadFiles(folder: string, names: string): Promise<void>;
  stop(): Promise<void>;
}

export interface VirtuosoOptions {
  readonly folder: string;
  /** Pages of 8 kB that it keeps in memory. */
  readonly buffers?: number;
  /** Rows at which it cuts a table; none without it. */
  readonly maxRows?: number;
  /** Seconds of a query at which it answers with what it has. */
  readonly maxSeconds?: number;
  /** How long it may take until it answers: after a kill it first does again what no checkpoint holds. */
  readonly startWithinMs?: number;
}

/** What tells an observatory to keep its graphs there. */
export function environmentOf({ address }: Virtuoso): Readonly<Record<string, string>> {
  const { endpoint, update, credentials } = address;
  return {
    OBSIDIENNE_SPARQL_ENDPOINT: endpoint,
    OBSIDIENNE_SPARQL_UPDATE: update,
    OBSIDIENNE_SPARQL_USER: credentials?.user ?? '',
    OBSIDIENNE_SPARQL_PASSWORD: credentials?.password ?? '',
  };
}

const program = '/usr/bin/virtuoso-t';

/** What to do without Virtuoso; undefined where it is installed. */
export function lackOfVirtuoso(): string | undefined {
  return existsSync(program)
    ? undefined
    : 'Virtuoso is not installed, and these tests need it: apt-get install -y virtuoso-opensource-7 (Debian 12)';
}

/** Starts Virtuoso in an empty folder, with a password of this run; throws, naming the package, when it is not installed. */
export async function startVirtuoso(options: VirtuosoOptions): Promise<Virtuoso> {
  const lack = lackOfVirtuoso();
  if (lack) throw new Error(lack);
  const { folder, startWithinMs = 60_000 } = options;
  mkdirSync(folder, { recursive: true });
  const [sqlPort, httpPort] = [await freePort(), await freePort()];
  const base = `http://127.0.0.1:${httpPort}`;
  const password = 'of-this-run';
  writeFileSync(join(folder, 'virtuoso.ini'), settings(options, { sqlPort, httpPort }));
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  async function start(): Promise<void> {
    // Left by a process that was killed: it would keep the next one from its files.
    rmSync(join(folder, 'virtuoso.lck'), { force: true });
    const started = spawn(program, ['-f', '-c', join(folder, 'virtuoso.ini')], { cwd: folder, stdio: 'ignore' });
    child = started;
    ended = new Promise((resolve) => started.once('exit', resolve));
    const until = Date.now() + startWithinMs;
    while (!(await answers(base))) {
      if (started.exitCode !== null || Date.now() > until)
        throw new Error(`Virtuoso did not start:\n${tailOf(join(folder, 'virtuoso.log'))}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  async function isql(user: string, statement: string): Promise<string> {
    const [ran, out] = [
      spawn('isql-vt', [`127.0.0.1:${sqlPort}`, 'dba', user, 'VERBOSE=OFF', `exec=${statement}`]),
      [] as string[],
    ];
    for (const stream of [ran.stdout, ran.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => out.push(text));
    const [status] = (await once(ran, 'close')) as [number];
    const said = out.join('');
    if (status !== 0 || /\*\*\* Error/.test(said)) throw new Error(`Virtuoso would not: ${said.slice(-500)}`);
    return said;
  }

  async function loadFiles(from: string, names: string): Promise<void> {
    await isql(password, `ld_dir('${from}', '${names}', 'urn:of-no-use');`);
    // One at a time: two that write into the union graph end in deadlocks.
    await isql(password, 'rdf_loader_run();');
    await isql(password, 'checkpoint;');
    const failed = await isql(
      password,
      'select ll_file, ll_error from DB.DBA.load_list where ll_error is not null or ll_state <> 2;',
    );
    if (/\.nq/.test(failed))
      throw new Error(`Virtuoso did not load all of it: ${failed.replaceAll(/\s+/g, ' ').slice(0, 500)}`);
  }

  function setPassword(): void {
    const { status, stderr, stdout } = spawnSync(
      'isql-vt',
      [`127.0.0.1:${sqlPort}`, 'dba', 'dba', 'VERBOSE=OFF', `exec=set password dba "${password}"; checkpoint;`],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(`Virtuoso did not take its password: ${stdout}${stderr}`);
  }

  await start();
  setPassword();
  return {
    address: {
      endpoint: `${base}/sparql`,
      update: `${base}/sparql-auth`,
      credentials: { user: 'dba', password },
    },
    get pid() {
      return child?.pid ?? 0;
    },
    residentBytes: () =>
      Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child?.pid}/status`, 'utf8'))?.[1] ?? 0) * 1024,
    diskBytes: () => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    cpuSeconds() {
      const fields = readFileSync(`/proc/${child?.pid}/stat`, 'utf8')
        .replace(/^.*\) /, '')
        .split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    signal: (name) => void child?.kill(name),
    async kill() {
      child?.kill('SIGKILL');
      await ended;
    },
    start,
    setPassword,
    loadFiles,
    async stop() {
      child?.kill('SIGCONT');
      child?.kill('SIGKILL');
      await ended;
    },
  };
}

function settings(
  { folder, buffers = 40_000, maxRows, maxSeconds }: VirtuosoOptions,
  { sqlPort, httpPort }: { readonly sqlPort: number; readonly httpPort: number },
): string {
  return `[Database]
DatabaseFile = ${folder}/virtuoso.db
ErrorLogFile = ${folder}/virtuoso.log
LockFile = ${folder}/virtuoso.lck
TransactionFile = ${folder}/virtuoso.trx
xa_persistent_file = ${folder}/virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = ${folder}/temporary.db
TransactionFile = ${folder}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:${sqlPort}
DisableUnixSocket = 1
MaxClientConnections = 50
CheckpointInterval = 60
CaseMode = 2
NumberOfBuffers = ${buffers}
MaxDirtyBuffers = ${Math.floor(buffers * 0.75)}
MaxQueryMem = 2G
ThreadsPerQuery = 2
MaxSortedTopRows = 1000000
DirsAllowed = ${folder}
[HTTPServer]
ServerPort = 127.0.0.1:${httpPort}
ServerRoot = ${folder}
ServerThreads = 50
MaxKeepAlives = 50
KeepAliveTimeout = 30
Charset = UTF-8
[URIQA]
DynamicLocal = 0
[SPARQL]
MaxQueryCostEstimationTime = 0
${maxRows === undefined ? '' : `ResultSetMaxRows = ${maxRows}`}
${maxSeconds === undefined ? '' : `MaxQueryExecutionTime = ${maxSeconds}`}
`;
}

async function answers(base: string): Promise<boolean> {
  try {
    const answer = await fetch(`${base}/sparql?query=ASK%7B%7D`, { signal: AbortSignal.timeout(2_000) });
    await answer.arrayBuffer();
    return answer.ok;
  } catch {
    return false;
  }
}

function tailOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-20).join('\n') : 'it left no log';
}
