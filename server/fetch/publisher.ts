import { readFileSync } from 'node:fs';
import { getDomain } from 'tldts';
import { bareHost } from './special-addresses.ts';

/** Who answers for which address: the one notion of "same publisher" of authority, quotas, discovery and held changes. */
export interface PublisherRules {
  /** The publisher of an address, or undefined where nobody answers for it: no http(s), or a name before the host. */
  find(address: string): string | undefined;
  /** The same, for an address that is registered; throws where nobody answers for it. */
  of(url: string): string;
  /** Changes with the rules: what was decided by others has to be decided again. */
  readonly fingerprint: string;
}

/**
 * A host that several publishers share. `*.host`: each name below it is one. `host` or `host/*`: each folder is one, with
 * one `/*` more for folders of folders; `label.*` in place of the host stands for every host that begins so.
 */
const pattern = /^(?<below>\*\.)?(?<host>[^*/\s:@?#]+?)(?<any>\.\*)?(?<folders>(?:\/\*)*)$/;

/** Whether `createPublisherRules` understands a shared host written so. */
export function isSharedHostPattern(text: string): boolean {
  return pattern.test(text);
}

/** The well-known ones, beside those that the public suffix list names. */
const wellKnown = JSON.parse(readFileSync(new URL('shared-hosts.json', import.meta.url), 'utf8')) as readonly string[];

/**
 * A path that some servers resolve to another folder than the one it seems to lie in: encoded slashes, dots or tildes
 * encoded twice, and `..;`. What `.` and `..` mean, the URL itself has settled.
 */
const wanders = /%(?:25)*(?:2f|5c)|%25(?:25)*(?:2e|7e)|(?:^|\/)\.{1,2};/i;

const rememberedAddresses = 2000;

/**
 * Makes the rules: a publisher is a registrable domain of the public suffix list, private section included (so that
 * `ana.github.io` is one); on a shared host, the bundled ones and the given, it is a name or folder; and wherever a folder
 * is called `~ana`, it is that folder. http and https, `www.` and the default ports make no difference, another port does.
 */
export function createPublisherRules(sharedHosts: readonly string[] = []): PublisherRules {
  const patterns = [...wellKnown, ...sharedHosts];
  const below = new Set<string>();
  const foldersAt = new Map<string, number>();
  for (const text of patterns) {
    const parts = pattern.exec(text)?.groups;
    if (!parts) throw new Error(`${text} names no shared host`);
    const host = bareHost(new URL(`http://${parts['host']}/`).hostname).replace(/^www\./, '');
    if (parts['below']) below.add(host);
    else foldersAt.set(parts['any'] ? `${host}.*` : host, (parts['folders']?.length ?? 0) / 2 || 1);
  }

  function domainOf(hostname: string): string {
    for (let at = hostname.indexOf('.'); at >= 0; at = hostname.indexOf('.', at + 1))
      if (below.has(hostname.slice(at + 1))) return hostname.slice(hostname.lastIndexOf('.', at - 1) + 1);
    return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname;
  }

  const found = new Map<string, string | undefined>();

  /** Asked many times for the few documents of a visit. */
  function find(address: string): string | undefined {
    const document = address.split('#', 1)[0] ?? '';
    if (found.has(document)) return found.get(document);
    if (found.size >= rememberedAddresses) found.clear();
    const publisher = workOut(document);
    found.set(document, publisher);
    return publisher;
  }

  function workOut(address: string): string | undefined {
    const url = URL.parse(address);
    if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
    const hostname = bareHost(url.hostname);
    const host = hostname.replace(/^www\./, '');
    const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
    // Speaks for itself alone: no telling whose folder the server finds there.
    if (wanders.test(url.pathname)) return host + port + url.pathname;
    const segments = url.pathname.split('/').slice(1).map(decodeAscii);
    const home = segments.findIndex((segment) => /^~./.test(segment));
    if (home >= 0) return host + port + joined(segments.slice(0, home + 1).filter((segment) => segment !== ''));
    const domain = domainOf(hostname);
    const folders = foldersAt.get(host) ?? (domain === host ? undefined : foldersAt.get(`${host.split('.')[0]}.*`));
    if (folders === undefined) return domain + port;
    const chosen = segments.slice(0, folders);
    const isWhole = chosen.length === folders && chosen.every((segment) => segment !== '');
    return host + port + (isWhole ? joined(chosen) : url.pathname);
  }

  return {
    find,
    of(url) {
      const publisher = find(url);
      if (publisher === undefined) throw new Error(`nobody answers for ${url}`);
      return publisher;
    },
    fingerprint: patterns.join(' '),
  };
}

function joined(segments: readonly string[]): string {
  return segments.map((segment) => `/${segment}`).join('');
}

/** Takes the encoding off ASCII characters, so that a folder has one spelling (RFC 3986, section 6.2.2.2). */
function decodeAscii(segment: string): string {
  return segment.replace(/%(?!25)([0-7][0-9a-f])/gi, (_encoded, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
