import type { Dereferenced } from './dereferenced.ts';
import type { Hosts } from './guarded-connector.ts';
import { bareHost, isSpecialHost } from './special-addresses.ts';

/** Parses a URL and says whether it may be asked at all: http(s), an allowed port, no credentials, no special host. */
export function admitUrl(
  url: string,
  rules: { readonly allowedPorts: readonly number[]; readonly hosts: Hosts },
): { readonly state: 'admitted'; readonly url: URL } | Extract<Dereferenced, { state: 'blocked' }> {
  const parsed = URL.parse(url);
  if (!parsed) return { state: 'blocked', reason: 'scheme' };
  if (parsed.protocol !== 'http:' && parsed.protocol !== 'https:') return { state: 'blocked', reason: 'scheme' };
  if (parsed.username !== '' || parsed.password !== '') return { state: 'blocked', reason: 'credentials' };
  const port = parsed.port === '' ? (parsed.protocol === 'https:' ? 443 : 80) : Number(parsed.port);
  if (!rules.allowedPorts.includes(port)) return { state: 'blocked', reason: 'port' };
  if (!Object.hasOwn(rules.hosts, bareHost(parsed.hostname)) && isSpecialHost(parsed.hostname)) {
    return { state: 'blocked', reason: 'private-address' };
  }
  parsed.hash = '';
  return { state: 'admitted', url: parsed };
}
