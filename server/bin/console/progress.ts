import { Presets, SingleBar } from 'cli-progress';

/** A progress bar on a terminal, silence elsewhere. */
export interface Progress {
  step(what: string): void;
  stop(): void;
}

/** Starts a progress bar on standard error for `total` steps. */
export function createProgress(unit: string, total: number): Progress {
  if (!process.stderr.isTTY) return { step: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    { format: `{bar} {value}/{total} ${unit}  {what}`, stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  bar.start(total, 0, { what: '' });
  return { step: (what) => bar.increment(1, { what: what.slice(0, 60) }), stop: () => bar.stop() };
}
