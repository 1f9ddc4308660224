import { type StaffRow, servicesQuery } from './calendar.graphql.ts'
import { createQuery } from './query.ts'

/** The catalogue and who is able to do what. A service that names nobody can be done by everyone. */
export function createServices() {
  const query = createQuery(servicesQuery, () => ({}), { watch: ['Service', 'StaffQualification'] })
  return {
    query,
    services: () => query.data()?.services.nodes ?? [],
    staffFor(serviceId: string | undefined, staff: readonly StaffRow[]): StaffRow[] {
      const able = new Set<string>()
      const service = query.data()?.services.nodes.find((one) => one.id === serviceId)
      for (const row of service?.qualifications?.nodes ?? []) if (row.staff) able.add(row.staff.id)
      return able.size > 0 ? staff.filter((one) => able.has(one.id)) : [...staff]
    },
  }
}
