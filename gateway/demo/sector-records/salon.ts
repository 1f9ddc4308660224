import { ColorFormulaLine, CustomerVisit, PatchTest } from '../../../blueprints/hair-salon/index.ts'
import { Appointment, StaffMember } from '../../../modules/calendar/index.ts'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch } from '../../../modules/tenancy/index.ts'
import type { Work } from '../../../schema/index.ts'
import { type Recipe, recipes } from './recipes.ts'
import { idOf, written } from './written.ts'

interface ColourAppointment {
  readonly id: string
  readonly customer: string
  readonly staff: string
  readonly service: string
  readonly branch: string
  readonly name: string
  readonly startsAt: Date
  readonly over: boolean
  /** A day on which its patch test can have been: two days before, and before today. */
  readonly testedOn: string
  /** More than half a year before today, so that a test of that day no longer counts. */
  readonly longAgo: string
}

const visitsOfLate = 12
const tested = 8

/**
 * Visits with their formulas for the colour appointments that began last, open ones included: after 31 October the
 * exports close none. Patch tests for who comes next, of which the first has expired.
 */
export async function salonRecords(work: Work): Promise<void> {
  const begun = await colourAppointments(work, 'a.starts_at <= $2::timestamptz', 'desc', visitsOfLate)
  const made = new Map<string, number>()
  for (const appointment of begun.reverse()) {
    const place = made.get(appointment.name) ?? 0
    made.set(appointment.name, place + 1)
    await writeVisit(work, appointment, recipes(appointment.name, place))
  }
  const ahead = await colourAppointments(work, 'a.starts_at > $2::timestamptz', 'asc', tested)
  const people = new Map([...ahead, ...begun].map((one) => [one.customer, one] as const))
  for (const [place, one] of [...people.values()].slice(0, tested).entries()) {
    await written(work, PatchTest, {
      customerId: idOf(Customer, one.customer),
      staffId: idOf(StaffMember, one.staff),
      product: recipes(one.name, place).product,
      testedOn: place === 0 ? one.longAgo : one.testedOn,
      status: 'PASSED',
    })
  }
}

/** Of each customer the one nearest to now that has neither a visit nor, by its customer, a patch test yet. */
function colourAppointments(
  work: Work,
  when: string,
  direction: 'asc' | 'desc',
  most: number,
): Promise<ColourAppointment[]> {
  const missing =
    direction === 'desc'
      ? 'salon_customer_visits x where x.appointment_id = a.id'
      : 'salon_patch_tests x where x.customer_id = a.customer_id'
  return work.sql<ColourAppointment>(
    `select * from (
       select distinct on (a.customer_id) a.id, a.customer_id as customer, a.staff_id as staff,
         a.service_id as service, a.branch_id as branch, s.name, a.starts_at as "startsAt",
         a.ends_at <= $2::timestamptz as over,
         least((a.starts_at at time zone $3)::date - 2, t.today - 1)::text as "testedOn",
         (t.today - 200)::text as "longAgo"
       from appointments a
       join services s on s.tenant_id = a.tenant_id and s.id = a.service_id and s.category = 'Renk'
       cross join (select ($2::timestamptz at time zone $3)::date as today) t
       where a.tenant_id = $1 and a.status not in ('HELD', 'CANCELLED', 'NO_SHOW') and ${when}
         and not exists (select from ${missing} and x.tenant_id = a.tenant_id)
       order by a.customer_id, a.starts_at ${direction}, a.id) nearest
     order by "startsAt" ${direction}, id limit ${most}`,
    [work.principal.tenantId, work.now.toISOString(), work.principal.timeZone],
  )
}

async function writeVisit(work: Work, appointment: ColourAppointment, recipe: Recipe): Promise<void> {
  const visit = await written<CustomerVisit>(work, CustomerVisit, {
    customerId: idOf(Customer, appointment.customer),
    staffId: idOf(StaffMember, appointment.staff),
    serviceId: idOf(Service, appointment.service),
    appointmentId: idOf(Appointment, appointment.id),
    branchId: idOf(Branch, appointment.branch),
    visitedAt: new Date(appointment.startsAt),
    // Nobody knows how it turns out while it still takes effect.
    resultNote: appointment.over ? recipe.resultNote : null,
  })
  for (const [place, line] of recipe.lines.entries()) {
    const row = await written<ColorFormulaLine>(work, ColorFormulaLine, {
      ...line,
      visitId: idOf(CustomerVisit, visit.id),
      position: place + 1,
    })
    row.completeMix()
  }
  work.tell('salon.formula.recorded', visit, { lines: recipe.lines.length })
}
