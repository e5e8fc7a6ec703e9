import { bundledExaminer } from '../../server/bin/bundled-examiner.ts';
import type { Observatory, ObservatoryOptions } from '../../server/bin/observatory.ts';
import { openObservatory } from '../../server/bin/open-observatory.ts';
import type { SimulatedClock } from './simulated-day-clock.ts';
import { gapMs } from './simulated-day-gaps.ts';
import type { SimulatedWeb } from './simulated-day-web.ts';

const examiner = bundledExaminer();

/** Opens an observatory that asks a simulated web; reading and checking are real, and the clock stands still for them. */
export function openSimulated(
  folder: string,
  { clock, web }: { readonly clock: SimulatedClock; readonly web: SimulatedWeb },
  {
    config,
    ...options
  }: Required<Pick<ObservatoryOptions, 'now' | 'random'>> & {
    readonly config?: Partial<ObservatoryOptions['config']>;
  },
): Promise<Observatory> {
  return openObservatory({
    config: {
      dataFolder: folder,
      crawlConcurrency: 16,
      fetchTimeoutMs: 30_000,
      fetchGapMs: gapMs,
      sharedHosts: [],
      readers: 1,
      sparqlReplicas: 0,
      sparqlDeadlineMs: 1000,
      ...config,
    },
    examiner: { examine: (document, now) => clock.work(() => examiner.examine(document, now)) },
    simulation: {
      exchange: web.exchange,
      elapsed: () => clock.now,
      wait: clock.wait,
      gather: (flush) => queueMicrotask(flush),
    },
    ...options,
  });
}
