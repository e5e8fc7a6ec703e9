import { residentBytes } from './measure.ts';
import { startServer } from './with-server.ts';

/** How long an observatory with a data file takes to answer, and what it holds in memory then. */
export interface StartFigures {
  readonly pageSeconds: number;
  readonly sparqlSeconds: number;
  readonly memoryBytes: number | undefined;
}

/** Starts the real server on a data folder and waits for its first page and its first complete answer. */
export async function measureStart(dataFolder: string, port: number): Promise<StartFigures> {
  const startedAt = performance.now();
  const { base, pid, stop } = startServer({ dataFolder, port });
  try {
    const seconds = () => (performance.now() - startedAt) / 1000;
    const query = encodeURIComponent('SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/obsidienne/ns#ThirdPlace> }');
    const page = until(`${base}/`).then(seconds);
    const sparql = until(`${base}/sparql?query=${query}`).then(seconds);
    const figures = { pageSeconds: await page, sparqlSeconds: await sparql };
    return { ...figures, memoryBytes: residentBytes(pid) };
  } finally {
    await stop();
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
