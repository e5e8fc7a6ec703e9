import { BlockList, isIP, isIPv4 } from 'node:net';

/** IPv4 ranges that are not the public internet (IANA special-purpose registry, multicast, reserved). */
const specialIPv4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  specialIPv4.addSubnet(network, prefix, 'ipv4');
}

/** Only 2000::/3 is global unicast: mapped, NAT64, unique-local, link-local and multicast addresses lie outside it. */
const globalIPv6 = new BlockList();
globalIPv6.addSubnet('2000::', 3, 'ipv6');

/** Inside 2000::/3: protocol assignments and Teredo, documentation twice, and 6to4, which carries any IPv4 address. */
const specialIPv6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  specialIPv6.addSubnet(network, prefix, 'ipv6');
}

/** Names that never leave the machine or the local network (RFC 6761, RFC 6762, RFC 8375, and `.internal`). */
const localName = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/;

/** Says whether an IP address literal (no brackets) lies outside the public internet; what is no address counts as special. */
export function isSpecialAddress(address: string): boolean {
  if (isIP(address) === 0 || address.includes('%')) return true;
  if (isIPv4(address)) return specialIPv4.check(address, 'ipv4');
  return !globalIPv6.check(address, 'ipv6') || specialIPv6.check(address, 'ipv6');
}

/** Says whether a host, as a WHATWG URL spells it, names this machine or its network without asking DNS. */
export function isSpecialHost(hostname: string): boolean {
  const host = bareHost(hostname);
  return isIP(host) === 0 ? localName.test(host) : isSpecialAddress(host);
}

/** Takes brackets and the trailing dot off a host, lower-case, so that one host has one spelling. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
}
