import { join } from 'node:path';
import type { SmallWeb } from '../../../fixtures/small-web.ts';
import type { AppDeps } from '../../http/deps.ts';
import { installPods } from '../../pods/install-pods.ts';
import { type PodServer, startPods } from '../../pods/start-pods.ts';
import type { Config, PodsConfig } from '../config.ts';

/** The Solid server beside the observatory. */
export interface KeptPods {
  /** How visits dial it where no resolver knows it: on this machine alone. */
  readonly hosts: SmallWeb['hosts'];
  /** Ports that its addresses have. */
  readonly ports: readonly number[];
  /** Resolves when it answers for the first time; rejects when it cannot be started. */
  readonly started: Promise<unknown>;
  stop(): Promise<void>;
}

/** After it ended by itself. */
const restMs = 5000;

/** Where pods are given when nothing else is said: on this machine. */
export function localPods(env: Readonly<Record<string, string | undefined>>): string {
  return `http://localhost:${env['OBSIDIENNE_PODS_PORT'] ?? 3001}/`;
}

/** Starts the Solid server, installing it the first time, and again whenever it ends; what it keeps is in the data folder. */
export function keepPods(
  { baseUrl, port }: PodsConfig,
  {
    dataFolder,
    host,
    say,
    log,
  }: Pick<Config, 'dataFolder' | 'host'> & { say: (line: string) => void; log: AppDeps['log'] },
): KeptPods {
  const { hostname, protocol, port: shownPort } = new URL(baseUrl);
  const isLocal = protocol === 'http:' && /^(?:.*\.)?localhost$|^127\./.test(hostname);
  let server: PodServer | undefined;
  let isWanted = true;
  const start = async () => {
    server = await startPods({ baseUrl, host, port, folder: join(dataFolder, 'pods') }, { env: process.env });
    void server.ended.then(() => {
      if (!isWanted) return;
      log.error({ baseUrl }, 'the Solid server ended; it is started again');
      setTimeout(again, restMs).unref();
    });
  };
  const again = () => {
    if (isWanted)
      start().catch((error: unknown) => {
        log.error({ err: error }, 'the Solid server could not be started again');
        setTimeout(again, restMs).unref();
      });
  };
  const started = installPods(process.env['npm_execpath'], say).then(start);
  // Whoever waits for it hears of it too.
  started.catch(() => undefined);
  return {
    hosts: isLocal ? { [hostname]: { address: '127.0.0.1', port } } : {},
    ports: isLocal && shownPort ? [Number(shownPort)] : [],
    started,
    async stop() {
      isWanted = false;
      await started.catch(() => undefined);
      await server?.close();
    },
  };
}
