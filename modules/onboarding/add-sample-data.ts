import {
  answered,
  encodeId,
  type Payload,
  type RequestContext,
  recordMeta,
  refuse,
  type Work,
} from '../../schema/index.ts'
import {
  Appointment,
  type AppointmentStatus,
  Resource,
  StaffMember,
  takeTimeInBulk,
} from '../calendar/index.ts'
import { Service } from '../catalog/index.ts'
import { Customer } from '../customers/index.ts'
import { Branch, Tenant } from '../tenancy/index.ts'
import { onboardingOf } from './onboarding-of.ts'
import { offersOf, type SampleSlot, sampleSlots } from './sample-day.ts'
import { samplePeople } from './sample-people.ts'

/** What sample customers are tagged with, in the language of the business. */
export const sampleTags = { tr: 'Örnek', en: 'Sample' } as const

/**
 * Adds invented customers and their appointments around today, with the business's own services, people and resources,
 * and what the sector shows of them. Every row that was made is listed in `sample_rows`, so that `removeSampleData`
 * takes away these and no other. No money is recorded: the ledger is for what was really paid. Nobody is notified, as
 * after an import.
 */
export async function addSampleData(context: RequestContext): Promise<Payload> {
  const { onboarding: rows, userErrors } = await answered(context, 'onboarding', () =>
    context.write(async (work) => {
      if (['customers', 'calendar'].some((module) => work.principal.switchedOff.has(module)))
        refuse('SAMPLE_DATA_NEEDS_MODULES')
      const tenant = await lockedTenant(work)
      const [known] = await work.sql('select 1 from sample_rows where tenant_id = $1 limit 1', [tenant.id])
      if (known) refuse('SAMPLE_DATA_THERE')
      const isEmpty = !(await hasAppointments(work))
      const slots = await sampleSlots(work, await offersOf(work))
      if (slots.length === 0) refuse('SAMPLE_DATA_NEEDS_STAFF')
      const customers = addCustomers(work, sampleTags[tenant.locale])
      await addAppointments(work, slots, customers)
      // A sector's examples are made of the appointments that are there, so the business must have none of its own.
      if (isEmpty) for (const { seed } of context.set.blueprints) await seed?.(work)
      await work.flush()
      await remember(work)
      work.tell('onboarding.sampleDataAdded', tenant, { rows: work.made.length })
      return work.made.length
    }),
  )
  return { rows, keptCustomers: null, onboarding: rows ? await onboardingOf(context) : null, userErrors }
}

/** The business, with those who add and remove sample data taking turns. */
export async function lockedTenant(work: Work): Promise<Tenant> {
  const { tenantId } = work.principal
  await work.sql('select 1 from tenants where tenant_id = $1 and id = $1 for update', [tenantId])
  return work.em.findOneOrFail(Tenant, { tenantId })
}

async function hasAppointments(work: Work): Promise<boolean> {
  const rows = await work.sql(
    'select 1 from appointments where tenant_id = $1 and archived_at is null limit 1',
    [work.principal.tenantId],
  )
  return rows.length > 0
}

function addCustomers(work: Work, tag: string): Customer[] {
  return samplePeople.map((person, place) => {
    const customer = work.create<Customer>(Customer, {
      ...person,
      kind: 'PERSON',
      name: null,
      otherPhones: [],
      otherEmails: [],
      tags: [tag],
      source: place % 3 === 0 ? 'REFERRAL' : 'PHONE',
    })
    customer.completeName()
    work.tell('customer.created', customer)
    return customer
  })
}

async function addAppointments(
  work: Work,
  slots: readonly SampleSlot[],
  customers: readonly Customer[],
): Promise<void> {
  const made = slots.map((slot, place) => {
    const status = statusOf(slot, place, work.now.getTime())
    const appointment = work.create<Appointment>(Appointment, {
      customer: customers[(place * 5) % customers.length],
      service: work.reference(Service, slot.serviceId),
      staff: work.reference(StaffMember, slot.staffId),
      resource: slot.resourceId ? work.reference(Resource, slot.resourceId) : null,
      branch: work.reference(Branch, slot.branchId),
      startsAt: new Date(slot.start),
      endsAt: new Date(slot.end),
      status,
      cancelReason: status === 'CANCELLED' ? 'CUSTOMER' : null,
      statusChangedAt: new Date(Math.min(slot.end, work.now.getTime())),
      source: 'IMPORT',
      priceMinor: slot.priceMinor,
      currency: slot.currency ?? work.principal.currency,
      note: null,
      conflict: false,
      externalRef: null,
    })
    work.tell('appointment.created', appointment, {
      status,
      source: 'IMPORT',
      customerId: encodeId('cus', appointment.customer.id),
      serviceId: encodeId('svc', slot.serviceId),
      staffId: encodeId(recordMeta(StaffMember).prefix, slot.staffId),
    })
    return appointment.id
  })
  await work.flush()
  for (let from = 0; from < made.length; from += 100) {
    const { conflictIds } = await takeTimeInBulk(work, made.slice(from, from + 100))
    // Somebody took one of these times while they were chosen.
    if (conflictIds.length > 0) refuse('SLOT_TAKEN')
  }
}

/** What is over was done, but for one who did not come and one who cancelled now and then; then the day goes on. */
function statusOf({ start, end }: SampleSlot, place: number, now: number): AppointmentStatus {
  if (end <= now) return place % 9 === 4 ? 'NO_SHOW' : place % 11 === 7 ? 'CANCELLED' : 'DONE'
  if (start <= now) return 'IN_SERVICE'
  return place % 3 === 1 ? 'BOOKED' : 'CONFIRMED'
}

async function remember(work: Work): Promise<void> {
  const rows = work.made.map(({ meta, id }, position) => ({ record: meta.name, id, position }))
  await work.sql(
    `insert into sample_rows (tenant_id, record, row_id, row_version, position)
     select $1, r.record, r.id, 1, r.position
     from jsonb_to_recordset($2::jsonb) as r(record text, id uuid, position int)`,
    [work.principal.tenantId, JSON.stringify(rows)],
  )
}
