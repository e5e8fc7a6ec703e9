import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { buildConnector } from 'undici';
import { bareHost, isSpecialAddress, isSpecialHost } from './special-addresses.ts';

/** Host names that are dialled at a given place and nowhere else: the small web of the demonstration and the tests. */
export type Hosts = Readonly<Record<string, { readonly address: string; readonly port: number }>>;

export interface Answer {
  readonly address: string;
  readonly family: number;
}

/** Gives every address of a host name; rejects with a DNS error code. */
export type Resolve = (hostname: string) => Promise<readonly Answer[]>;

/** Opens the socket, dialling only the given addresses. */
export type Dial = (
  addresses: readonly Answer[],
  options: buildConnector.Options,
  callback: buildConnector.Callback,
) => void;

/** The place asked for is not on the public internet. */
export class BlockedAddress extends Error {
  override readonly name = 'BlockedAddress';
}

/** Asks the system's resolver for every address of a name. */
export const resolveBySystem: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/**
 * Makes the only way out of the machine: it resolves a name once, checks every answer, dials exactly the addresses it
 * checked (so a name cannot be rebound in between), and checks the connected socket's remote address again.
 */
export function createGuardedConnector(options: {
  readonly hosts: Hosts;
  readonly resolve: Resolve;
  readonly connectMs: number;
  readonly dial?: Dial;
}): buildConnector.connector {
  const { hosts, resolve } = options;
  const dial = options.dial ?? dialWithin(options.connectMs);
  const places = new Map(Object.entries(hosts).map(([host, place]) => [bareHost(host), place]));

  return (target, callback) => {
    const host = bareHost(target.hostname);
    const place = places.get(host);
    if (place) {
      const answer = { address: place.address, family: isIP(place.address) };
      dial([answer], { ...target, port: String(place.port) }, callback);
      return;
    }
    checkedAddresses(host, resolve).then(
      (addresses) => dial(addresses, target, (...opened) => callback(...checkRemote(opened))),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

async function checkedAddresses(host: string, resolve: Resolve): Promise<readonly Answer[]> {
  if (isSpecialHost(host)) throw new BlockedAddress('special host');
  const family = isIP(host);
  const answers = family === 0 ? await resolve(host) : [{ address: host, family }];
  if (answers.length === 0) throw Object.assign(new Error('no address'), { code: 'ENOTFOUND' });
  if (answers.some((answer) => isSpecialAddress(answer.address))) throw new BlockedAddress('special answer');
  return answers;
}

function checkRemote(opened: Parameters<buildConnector.Callback>): Parameters<buildConnector.Callback> {
  const [error, socket] = opened;
  if (error || !socket || !isSpecialAddress(socket.remoteAddress ?? '')) return opened;
  socket.destroy();
  return [new BlockedAddress('special remote address'), null];
}

function dialWithin(connectMs: number): Dial {
  return (addresses, options, callback) => {
    const connect = buildConnector({
      timeout: connectMs,
      allowH2: false,
      autoSelectFamily: true,
      // Answers from what was checked, never by asking DNS again.
      lookup: (_hostname, { all }, answer) => {
        const [first] = addresses;
        if (all) answer(null, [...addresses]);
        else answer(null, first?.address ?? '', first?.family);
      },
    } as buildConnector.BuildOptions);
    connect(options, callback);
  };
}
