import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { PodMessage, PodServerOptions } from './solid-server/start.ts';

export type { PodServerOptions } from './solid-server/start.ts';

/** A Solid server in a process of its own. */
export interface PodServer {
  readonly port: number;
  /** Resolves when it has ended, by itself or not. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

const folder = new URL('solid-server/', import.meta.url);

/** Starts the Community Solid Server and resolves when it listens, after some seconds; rejects when it cannot. */
export async function startPods(
  options: PodServerOptions,
  {
    env,
    onAnswered,
  }: {
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly onAnswered?: (answered: Extract<PodMessage, { state: 'answered' }>) => void;
  },
): Promise<PodServer> {
  const child = fork(fileURLToPath(new URL('start.ts', folder)), [JSON.stringify(options)], {
    cwd: fileURLToPath(folder),
    execArgv: [],
    env: withoutTestMarks(env),
  });
  const ended = once(child, 'exit').then(() => undefined);
  const port = await new Promise<number>((resolve, reject) => {
    child.on('message', (message: PodMessage) => {
      if (message.state === 'listening') resolve(message.port);
      else onAnswered?.(message);
    });
    child.once('error', reject);
    void ended.then(() =>
      reject(new Error('the Solid server did not start; is it installed? `npm ci --prefix server/pods/solid-server`')),
    );
  });
  return {
    port,
    ended,
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** The server looks for the marks of a test runner, takes any for its own, and then misses that one's functions. */
function withoutTestMarks(env: Readonly<Record<string, string | undefined>>) {
  const { JEST_WORKER_ID: _worker, NODE_ENV: kind, ...others } = env;
  return kind === undefined || kind === 'test' ? others : { ...others, NODE_ENV: kind };
}
