import { readConfig } from '../config.ts';
import type { Observatory } from '../observatory.ts';
import { openObservatory } from '../open-observatory.ts';

/** Opens the observatory of the environment's data folder for one command and closes it whatever happens. */
export async function withObservatory(work: (observatory: Observatory) => Promise<void>): Promise<void> {
  const observatory = await openObservatory({ config: { ...readConfig(process.env), sparqlReplicas: 1 } });
  try {
    await work(observatory);
  } finally {
    await observatory.close();
  }
}
