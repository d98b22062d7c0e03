import { lookup } from 'node:dns';
import { BlockList, isIPv4, isIPv6, type LookupFunction } from 'node:net';

/** IPv4 that is not the open Internet (IANA's special-purpose registry). */
const SPECIAL_V4 = new BlockList();
for (const range of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]) {
  const [net, prefix] = range.split('/') as [string, string];
  SPECIAL_V4.addSubnet(net, Number(prefix), 'ipv4');
}

/** Of IPv6 only global unicast is open, but for the ranges in it that stand for IPv4 addresses or for nothing. */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
const SPECIAL_V6 = new BlockList();
SPECIAL_V6.addSubnet('2001::', 23, 'ipv6');
SPECIAL_V6.addSubnet('2001:db8::', 32, 'ipv6');
SPECIAL_V6.addSubnet('2002::', 16, 'ipv6');
SPECIAL_V6.addSubnet('3fff::', 20, 'ipv6');

/** Whether an address belongs to the open Internet, so that a message to it cannot reach into this network. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !SPECIAL_V4.check(address, 'ipv4');
  return isIPv6(address) && GLOBAL_V6.check(address, 'ipv6') && !SPECIAL_V6.check(address, 'ipv6');
}

export class PrivateAddress extends Error {}

/** The host of a URL when it is an address already, for which no name is looked up. */
export const literalAddress = ({ hostname }: URL): string | null => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIPv4(bare) || isIPv6(bare) ? bare : null;
};

/** Looks a name up for a connection and refuses it when any of its addresses is private; so what was checked is what is connected to. */
export const lookupPublic: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    if (!found.length || !found.every(({ address }) => isPublicAddress(address))) return callback(new PrivateAddress(hostname), '', 0);
    if (options.all) return callback(null, found);
    callback(null, found[0]!.address, found[0]!.family);
  });
