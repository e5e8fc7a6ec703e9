import { notifyLeads } from '../../crawl/notify-leads.ts';
import { leadsPath } from '../../http/lead-address.ts';
import type { Observatory } from '../observatory.ts';

const lookMs = 60_000;
/** All leads of many places take minutes of processing: nobody queries them more often than that. */
const againMs = 6 * 3_600_000;

/**
 * Lets the graph tell the best leads once the first profiles are read, then every six hours while anything changes; returns what stops it.
 * In between a lead leaves with what it rests on. Profiles that name an inbox are told of theirs.
 */
export function keepLeads(
  observatory: Observatory,
  {
    origin,
    now,
    onFailure,
  }: { readonly origin: string | undefined; readonly now: () => Date; readonly onFailure: (error: unknown) => void },
): () => void {
  const { leads, tellLeads, directory, registry, leadNotices, dereferencer, publisherRules } = observatory;
  let told: { readonly version: number; readonly at: number } | undefined;
  let isBusy = false;
  let isStopped = false;
  // What is broken off by our own end is no failure.
  const fail = (error: unknown) => isStopped || onFailure(error);
  // The first reader is not to wait for the state to be read.
  leads.prepare().catch(fail);
  const look = async () => {
    const { version } = directory;
    const isTime = !told || (told.version !== version && now().getTime() - told.at >= againMs);
    if (isBusy || !isTime || registry.countDue(now()) > 0) return;
    isBusy = true;
    try {
      const best = await tellLeads();
      told = { version, at: now().getTime() };
      // Without an address of our own nobody could tell who writes.
      if (origin !== undefined)
        await notifyLeads(best, {
          notices: leadNotices,
          registry,
          dereferencer,
          publishers: publisherRules,
          origin,
          now,
          pageOf(iri) {
            const found = directory.locate(iri);
            return found && leadsPath(found);
          },
        });
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(() => void look().catch(fail), lookMs);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
