import { serviceKey } from '../../schema/index.ts'

/**
 * Where a host is that a business has named, before anything is sent there: our own machines and networks are not for
 * a business to reach through us. Connect to the answer and not to the name, which may lead elsewhere a moment later.
 */
export interface OutsideHosts {
  /** The address of a host outside; null where the name leads nowhere, or inside. */
  addressOf(host: string): Promise<string | null>
  /** Whether this port may be reached, where these are the ones that such a service has. */
  allowsPort(port: number, usual: readonly number[]): boolean
}

export const outsideHostsKey = serviceKey<OutsideHosts>('outside hosts')
