import { spawn } from 'node:child_process';
import { residentBytes } from './measure.ts';

/** How long an observatory with a data file takes to answer, and what it holds in memory then. */
export interface StartFigures {
  readonly pageSeconds: number;
  readonly sparqlSeconds: number;
  readonly memoryBytes: number | undefined;
}

/** Starts the real server on a data folder and waits for its first page and its first complete answer. */
export async function measureStart(dataFolder: string, port: number): Promise<StartFigures> {
  const startedAt = performance.now();
  const server = spawn(
    process.execPath,
    [new URL('../../server/bin/obsidienne.ts', import.meta.url).pathname, 'serve'],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        PORT: String(port),
        OBSIDIENNE_HOST: '127.0.0.1',
        OBSIDIENNE_DATA: dataFolder,
        OBSIDIENNE_DEMO: '0',
        OBSIDIENNE_LOG: 'silent',
      },
    },
  );
  try {
    const base = `http://127.0.0.1:${port}`;
    const seconds = () => (performance.now() - startedAt) / 1000;
    const query = encodeURIComponent('SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> }');
    const page = until(`${base}/`).then(seconds);
    const sparql = until(`${base}/sparql?query=${query}`).then(seconds);
    const figures = { pageSeconds: await page, sparqlSeconds: await sparql };
    return { ...figures, memoryBytes: residentBytes(server.pid ?? 0) };
  } finally {
    server.kill('SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
  }
}

async function until(url: string): Promise<void> {
  const deadline = performance.now() + 120_000;
  while (performance.now() < deadline) {
    const ok = await fetch(url).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    if (ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} did not answer within two minutes`);
}
