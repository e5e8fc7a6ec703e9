import { isIPv6 } from 'node:net';

/** Who is at an address: an IPv6 sender has a whole network of addresses to choose from. */
export function networkOf(ip: string): string {
  return isIPv6(ip) && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip;
}
