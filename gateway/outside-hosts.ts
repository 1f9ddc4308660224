import { lookup } from 'node:dns/promises'
import { BlockList, isIPv4 } from 'node:net'
import type { OutsideHosts } from '../modules/settings/index.ts'

/** IPv4 that is not the public internet: IANA's special-purpose registry, multicast and what is reserved. */
const inside = blockList('ipv4', [
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
  ['224.0.0.0', 3],
])

/** IPv6 that is given out to the public; everything else is local, or carries an IPv4 address within. */
const global = blockList('ipv6', [['2000::', 3]])

/** Within it: protocols and tunnels (Teredo, 6to4, which carry an IPv4 address), and addresses for documentation. */
const globalExceptions = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

/** Asks the system's resolver, as connecting would. */
export class ResolvedHosts implements OutsideHosts {
  /** @param allowsInside true where businesses may name hosts of the operator's own network (ALLOW_PRIVATE_HOSTS). */
  constructor(private readonly allowsInside: boolean) {}

  async addressOf(host: string): Promise<string | null> {
    if (host === '') return null
    const found = await lookup(host, { all: true, order: 'ipv4first' }).catch(() => [])
    if (!this.allowsInside && !found.every(({ address }) => isPublic(address))) return null
    return found[0]?.address ?? null
  }

  allowsPort(port: number, usual: readonly number[]): boolean {
    return this.allowsInside || usual.includes(port)
  }
}

/** Whether an address is one of the public internet. */
export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !inside.check(address, 'ipv4')
  const [plain = ''] = address.split('%')
  return global.check(plain, 'ipv6') && !globalExceptions.check(plain, 'ipv6')
}

function blockList(family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}
