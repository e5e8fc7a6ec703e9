import { fork } from 'node:child_process';

/** A small web that runs in its own process: how to dial it, what it publishes, how to stop it. */
export interface SyntheticWeb {
  readonly hosts: Readonly<Record<string, { address: string; port: number }>>;
  readonly urls: readonly string[];
  stop(): void;
}

/** Starts `count` invented places on loopback. */
export function startSyntheticWeb(count: number): Promise<SyntheticWeb> {
  const child = fork(new URL('serve-web.ts', import.meta.url), [String(count)], { serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('message', (message: Omit<SyntheticWeb, 'stop'>) =>
      resolve({ ...message, stop: () => child.disconnect() }),
    );
  });
}
