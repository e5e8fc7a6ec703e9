import { readRows } from '../asking/read-rows.ts';
import type { EngineServer } from '../engine-server.ts';
import { assertAnswered, asUnreachable, ownedBy } from './held.ts';

const timeoutMs = 10_000;

/** Another observatory keeps its graphs on this server: nothing may be written there. */
export class Foreign extends Error {
  constructor(others: readonly string[]) {
    super(
      `this graph server holds the graphs of another observatory (${others.join(', ')}), and nothing was written to it. ` +
        'Give this one a server or repository of its own (OBSIDIENNE_SPARQL_ENDPOINT); or, if the other one is gone for ' +
        `good, let the server forget it by this update: ${release}`,
    );
  }
}

const anyone = ownedBy('?owner');
const release = `DELETE WHERE { ${anyone} }`;

/**
 * Makes sure that a server is this observatory's: what nobody has claimed is claimed, what is another's is thrown as
 * `Foreign` with nothing changed. Two that claim at once are both told, since neither may believe that it was first.
 */
export async function claimServer(server: EngineServer, own: string, closing: AbortSignal): Promise<void> {
  if (assertOwn(await readOwners(server, closing), own)) return;
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  const claim = `INSERT { ${ownedBy(JSON.stringify(own))} } WHERE { FILTER NOT EXISTS { ${anyone} } }`;
  assertAnswered(await server.update(claim, signal).catch(asUnreachable));
  assertOwn(await readOwners(server, closing), own);
}

/** Whether it is claimed; throws `Foreign` when others have. */
function assertOwn(owners: readonly string[], own: string): boolean {
  const others = owners.filter((owner) => owner !== own);
  if (others.length > 0) throw new Foreign(others);
  return owners.length > 0;
}

async function readOwners(server: EngineServer, closing: AbortSignal): Promise<readonly string[]> {
  const signal = AbortSignal.any([closing, AbortSignal.timeout(timeoutMs)]);
  const accept = 'application/sparql-results+json';
  const met = await server.ask(`SELECT ?owner { ${anyone} }`, { accept, timeoutMs, signal }).catch(asUnreachable);
  const owners: string[] = [];
  for await (const part of readRows(assertAnswered(met).body))
    if (part.kind === 'row') owners.push(part.row['owner']?.value ?? '');
  return owners;
}
