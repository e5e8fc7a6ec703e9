import type { Observatory } from './observatory.ts';

const lookMs = 60_000;
/** All leads of many places take minutes of processing: nobody queries them more often than that. */
const againMs = 6 * 3_600_000;

/**
 * Lets the graph tell the best leads once the first profiles are read, then every six hours while anything changes; returns what stops it.
 * In between a lead leaves with what it rests on.
 */
export function keepLeads(
  observatory: Pick<Observatory, 'leads' | 'tellLeads' | 'directory' | 'registry'>,
  { now, onFailure }: { readonly now: () => Date; readonly onFailure: (error: unknown) => void },
): () => void {
  const { leads, tellLeads, directory, registry } = observatory;
  let told: { readonly version: number; readonly at: number } | undefined;
  let isBusy = false;
  // The first reader is not to wait for the state to be read.
  leads.prepare().catch(onFailure);
  const look = async () => {
    const { version } = directory;
    const isTime = !told || (told.version !== version && now().getTime() - told.at >= againMs);
    if (isBusy || !isTime || registry.countDue(now()) > 0) return;
    isBusy = true;
    try {
      await tellLeads();
      told = { version, at: now().getTime() };
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look().catch(onFailure), lookMs);
  timer.unref();
  return () => clearInterval(timer);
}
