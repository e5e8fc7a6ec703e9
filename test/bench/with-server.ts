import { spawn } from 'node:child_process';

/** The real server on a data folder, silent and without its demonstration, for as long as the work takes. */
export async function withServer<T>(
  { dataFolder, port }: { readonly dataFolder: string; readonly port: number },
  work: (base: string, pid: number) => Promise<T>,
): Promise<T> {
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
  try {
    await new Promise((resolve) => server.stdout.once('data', resolve));
    return await work(`http://127.0.0.1:${port}`, server.pid ?? 0);
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
  }
}
