import type { SeenRequest, SimulatedWeb } from './simulated-day-web.ts';

/** The pause that is promised to every registrable domain. */
export const gapMs = 2000;

/** Holds every request against the one before it at the same registrable domain, and against the rests it asked for. */
export function judgeGaps({ hosts, seen, rests }: SimulatedWeb): { tooClose: number; smallestGapMs: number } {
  let tooClose = 0;
  let smallestGapMs = Number.POSITIVE_INFINITY;
  for (const { domain, manner } of hosts) {
    const requests = [...(seen.get(domain) ?? [])].sort((a, b) => a.startedAt - b.startedAt);
    const delayMs = Math.min(30_000, Number(/^crawl-delay (\d+)$/.exec(manner)?.[1] ?? 0) * 1000);
    // What a robots.txt asks for is known once it was read.
    const owedAfter = ({ path }: SeenRequest) => Math.max(gapMs, path === '/robots.txt' ? 0 : delayMs);
    for (const [i, request] of requests.slice(1).entries()) {
      const before = requests[i];
      if (!before) continue;
      const pauseMs = request.startedAt - before.endedAt;
      smallestGapMs = Math.min(smallestGapMs, pauseMs);
      if (pauseMs < owedAfter(before)) tooClose++;
    }
    const asked = rests.filter((rest) => rest.domain === domain);
    tooClose += requests.filter(({ startedAt: at }) => asked.some(({ from, until }) => at > from && at < until)).length;
  }
  return { tooClose, smallestGapMs };
}
