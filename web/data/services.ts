import { qualifiedShown, type ServiceRow, type StaffRow, servicesQuery } from './calendar.graphql.ts'
import { createQuery } from './query.ts'

/** The catalogue and who is able to do what. A service that names nobody can be done by everyone. */
export function createServices() {
  const query = createQuery(servicesQuery, () => ({}), { watch: ['Service', 'StaffQualification'] })
  return {
    query,
    services: () => query.data()?.services.nodes ?? [],
    staffFor(serviceId: string | undefined, staff: readonly StaffRow[]): StaffRow[] {
      const service = query.data()?.services.nodes.find((one) => one.id === serviceId)
      const able = service && qualifiedFor(service)
      return able ? staff.filter((one) => able.has(one.id)) : [...staff]
    },
  }
}

/** Ids of the staff members who are able to do a service; null when it does not leave anybody out. */
export function qualifiedFor({ qualifications }: ServiceRow): ReadonlySet<string> | null {
  const rows = qualifications?.nodes ?? []
  if (rows.length === qualifiedShown) return null
  const able = new Set(rows.flatMap(({ staff }) => (staff ? [staff.id] : [])))
  return able.size > 0 ? able : null
}
