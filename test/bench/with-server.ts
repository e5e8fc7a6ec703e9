import { spawn } from 'node:child_process';

interface Started {
  readonly base: string;
  readonly pid: number;
  /** Once it listens. */
  readonly ready: Promise<unknown>;
  stop(): Promise<unknown>;
}

interface Where {
  readonly dataFolder: string;
  readonly port: number;
}

/** Starts the real server on a data folder, silent and without its demonstration. */
export function startServer({ dataFolder, port }: Where): Started {
  const script = new URL('../../server/bin/obsidienne.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, [script, 'serve', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PORT: String(port),
      OBSIDIENNE_HOST: '127.0.0.1',
      OBSIDIENNE_DATA: dataFolder,
      OBSIDIENNE_DEMO: '0',
      OBSIDIENNE_LOG: 'silent',
    },
  });
  return {
    base: `http://127.0.0.1:${port}`,
    pid: server.pid ?? 0,
    ready: new Promise((resolve) => server.stdout.once('data', resolve)),
    stop() {
      server.kill('SIGTERM');
      return new Promise((resolve) => server.once('close', resolve));
    },
  };
}

/** The same for as long as the work takes, which begins once it listens. */
export async function withServer<T>(where: Where, work: (base: string, pid: number) => Promise<T>): Promise<T> {
  const server = startServer(where);
  try {
    await server.ready;
    return await work(server.base, server.pid);
  } finally {
    await server.stop();
  }
}
