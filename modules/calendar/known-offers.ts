import { type Principal, serviceKey } from '../../schema/index.ts'
import type { OfferedService } from './booking.ts'
import type { DayRange, Roster } from './roster.ts'

/** What a service is booked with: itself, and the roster of those days. */
export interface Offer {
  readonly service: OfferedService
  readonly roster: Roster
  readonly days: DayRange
}

/** Rows of rosters that a process keeps, about 150 bytes each. */
const maxRows = 200_000

/**
 * What a process read of services and rosters. It may be out of date, and whoever writes by it asks for its version to
 * be the current one in the same statement (`isCurrentSql`); nobody is refused for what it says.
 */
export class KnownOffers {
  readonly #offers = new Map<string, Offer>()
  #rows = 0

  of(principal: Principal, serviceId: string): Offer | null {
    const key = keyOf(principal, serviceId)
    const offer = this.#offers.get(key)
    if (!offer || offer.roster.timeZone !== principal.timeZone) return null
    // The least recently used are the first.
    this.#offers.delete(key)
    this.#offers.set(key, offer)
    return offer
  }

  keep(principal: Principal, serviceId: string, offer: Offer): void {
    const key = keyOf(principal, serviceId)
    this.#forget(key)
    this.#offers.set(key, offer)
    this.#rows += offer.roster.size
    while (this.#rows > maxRows && this.#offers.size > 1)
      this.#forget(this.#offers.keys().next().value as string)
  }

  #forget(key: string): void {
    this.#rows -= this.#offers.get(key)?.roster.size ?? 0
    this.#offers.delete(key)
  }
}

function keyOf({ tenantId }: Principal, serviceId: string): string {
  return `${tenantId} ${serviceId}`
}

export const knownOffersKey = serviceKey<KnownOffers>('known offers')
