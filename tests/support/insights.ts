import { withClient } from '../../gateway/database/roles.ts'
import type { ProvisionedTenant } from '../../gateway/provision-tenant.ts'
import { Appointment, type Resource, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { type Drift, measureDrift } from '../../modules/insights/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { Work } from '../../schema/index.ts'
import type { Send } from './graphql-client.ts'
import type { TestServer } from './server.ts'

export interface ReceivedKpi {
  readonly id: string
  readonly value: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  readonly previous: string | null
  readonly delta: string | null
  readonly deltaPct: string | null
  readonly deltaDirection: string | null
  readonly trend: readonly { readonly day: string; readonly value: string | null }[]
  readonly asOf: string
  readonly missing: string | null
  readonly error: string | null
  readonly [field: string]: unknown
}

export const kpiFields = `id version title { en tr } explanation { en tr } formula unit currency good windowDays decimals
  comparison day value numerator denominator previous delta deltaPct deltaDirection trend { day value } asOf
  action { label { en tr } path } missing error`

/** Asks for one key figure as somebody. */
export async function askKpi(send: Send, id: string, day?: string): Promise<ReceivedKpi> {
  const answer = await send(
    `query ($ids: [String!], $day: LocalDate) { kpis(ids: $ids, day: $day) { ${kpiFields} } }`,
    {
      ids: [id],
      day,
    },
  )
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return answer.data.kpis[0]
}

/** An appointment as a test writes it past the verbs; ids are UUIDs. */
export interface PlantedAppointment {
  readonly customerId: string
  readonly serviceId: string
  readonly staffId: string
  readonly startsAt: Date | string
  readonly minutes?: number
  readonly status?: Appointment['status']
  readonly cancelReason?: Appointment['cancelReason']
  readonly conflict?: boolean
}

/** Writes a row as it is, whatever the verbs would say of it. */
export function plantAppointment(work: Work, branchId: string, planted: PlantedAppointment): Appointment {
  const {
    customerId,
    serviceId,
    staffId,
    minutes = 60,
    status = 'DONE',
    cancelReason = null,
    conflict = false,
  } = planted
  const startsAt = new Date(planted.startsAt)
  return work.create<Appointment>(Appointment, {
    customer: work.reference(Customer, customerId),
    service: work.reference(Service, serviceId),
    staff: work.reference(StaffMember, staffId),
    resource: null as Resource | null,
    branch: work.reference(Branch, branchId),
    startsAt,
    endsAt: new Date(startsAt.getTime() + minutes * 60_000),
    status,
    cancelReason,
    statusChangedAt: work.now,
    source: 'IMPORT',
    conflict,
  })
}

/** What is kept of a tenant's measures that its rows do not say; empty when all is well. */
export function driftOf({ context }: ProvisionedTenant): Promise<Drift[]> {
  return measureDrift(context.read, context.set.measures)
}

/** Sums of a tenant's measures per day, folded or not, as the database holds them. */
export async function keptSums(server: TestServer, tenantId: string): Promise<Record<string, number>> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ key: string; amount: string }>(
      `select measure || ' ' || day as key, sum(amount) as amount from (
         select measure, day, amount from kpi_deltas where tenant_id = $1
         union all
         select measure, day, amount from kpi_rollups
         where tenant_id = $1 and assignee_id = '00000000-0000-0000-0000-000000000000') s
       group by 1 having sum(amount) <> 0 order by 1`,
      [tenantId],
    )
    return Object.fromEntries(rows.map(({ key, amount }) => [key, Number(amount)]))
  })
}

/** How many deltas of a tenant wait to be folded. */
export async function deltasOf(server: TestServer, tenantId: string): Promise<number> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows } = await client.query('select count(*)::int as n from kpi_deltas where tenant_id = $1', [
      tenantId,
    ])
    return rows[0].n
  })
}
