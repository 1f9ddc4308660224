import type { BlueprintDeclaration, Locale, ServiceDeclaration, Work } from '../../../schema/index.ts'
import { Service } from '../../catalog/index.ts'

/** The sector's service catalogue, in the language and currency of the business; a name that is taken is left out. */
export async function provisionServices(
  work: Work,
  { services }: BlueprintDeclaration,
  locale: Locale,
): Promise<void> {
  const taken = await serviceNames(work)
  for (const service of services) if (!taken.has(service.name[locale])) createService(work, service, locale)
}

/** One service of a catalogue, at its own price when `priceMinor` says so. */
export function createService(
  work: Work,
  { name, category, durationMinutes, segments, priceMinor, resourceTypes }: ServiceDeclaration,
  locale: Locale,
  price = priceMinor,
): Service {
  const service = work.create<Service>(Service, {
    name: name[locale],
    category: category[locale],
    durationMinutes,
    segments: segments ? [...segments] : null,
    priceMinor: price,
    currency: work.principal.currency,
    resourceTypes: [...resourceTypes],
    active: true,
  })
  service.completeSegments()
  work.tell('service.created', service)
  return service
}

/** Names of all services, archived ones included: they stay unique. */
export async function serviceNames(work: Work): Promise<Set<string>> {
  const rows = await work.sql<{ name: string }>('select name from services where tenant_id = $1', [
    work.principal.tenantId,
  ])
  return new Set(rows.map(({ name }) => name))
}
