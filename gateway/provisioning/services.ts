import { Service } from '../../modules/catalog/index.ts'
import type { BlueprintDeclaration, Locale, Work } from '../../schema/index.ts'

/** The sector's service catalogue, in the language and currency of the business. */
export function provisionServices(work: Work, { services }: BlueprintDeclaration, locale: Locale): void {
  for (const { name, category, durationMinutes, segments, priceMinor, resourceTypes } of services) {
    const service = work.create<Service>(Service, {
      name: name[locale],
      category: category[locale],
      durationMinutes,
      segments: segments ? [...segments] : null,
      priceMinor,
      currency: work.principal.currency,
      resourceTypes: [...resourceTypes],
      active: true,
    })
    service.completeSegments()
    work.tell('service.created', service)
  }
}
