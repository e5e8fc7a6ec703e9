import { hash } from 'node:crypto';
import { acceptRdf, type Dereferencer } from '../../fetch/dereference.ts';

/** Documents that another one held: the visits of their addresses need not ask for them. */
export interface HandedOver extends Pick<Dereferencer, 'dereference'> {
  /** Keeps N-Triples for the next visit of an address. */
  hand(url: string, ntriples: string): void;
  /** Forgets what no visit came for. */
  clear(): void;
}

/** Puts documents that were handed over before the web; each is given once. */
export function createHandedOver({ dereference }: Pick<Dereferencer, 'dereference'>): HandedOver {
  const waiting = new Map<string, Uint8Array>();
  return {
    hand: (url, ntriples) => void waiting.set(url, Buffer.from(ntriples)),
    clear: () => waiting.clear(),
    async dereference(url, previous) {
      const body = waiting.get(url);
      if (!body) return dereference(url, previous);
      waiting.delete(url);
      const document = {
        url,
        finalUrl: url,
        accept: acceptRdf,
        mediaType: 'application/n-triples',
        body,
        validators: {},
        links: [],
        hash: hash('sha256', body),
      };
      return { state: 'document', document };
    },
  };
}
