import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Appointment, StaffMember } from '../../../modules/calendar/index.ts'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import { Branch, Department, TenantBlueprintOverride } from '../../../modules/tenancy/index.ts'
import { encodeId, recordMeta, type Work } from '../../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { settledPosition } from '../../support/events.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { LiveClient, type LiveOperation, tokenOf } from '../../support/ws-client.ts'

let server: TestServer
let business: TestBusiness
let client: LiveClient
/** A colleague of another department. */
let elsewhere: string
let serviceId: string

beforeAll(async () => {
  server = await startTestServer()
  business = await testBusiness(server)
  elsewhere = await business.context.write(async (work) => {
    const branch = work.reference(Branch, business.branch.id)
    const department = work.create<Department>(Department, { name: 'Öteki', branch })
    const color = 'blue'
    return work.create<StaffMember>(StaffMember, { name: 'Komşu', color, active: true, department, branch })
      .id
  })
  serviceId = await business.context.write(async (work) => {
    return work.create<Service>(Service, {
      name: 'Kesim',
      category: 'Saç',
      durationMinutes: 30,
      segments: [],
      priceMinor: '100',
      currency: 'TRY',
      active: true,
      resourceTypes: [],
    }).id
  })
  client = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'staff') })
})
afterAll(async () => {
  await client?.close()
  await server?.close()
})

/** To all that the member of staff may hear of, or to records of some types. */
async function listen(types?: readonly string[]): Promise<LiveOperation<any>> {
  const after = await settledPosition(server.database.ownerUrl, business.tenantId)
  return client.run(
    'subscription ($after: Long, $types: [String!]) { recordChanged(after: $after, types: $types) { eventType type id } }',
    { after, types },
  )
}

function booking(work: Work, staffId: string): Appointment {
  const branch = work.reference(Branch, business.branch.id)
  const customer = work.create<Customer>(Customer, {
    kind: 'PERSON',
    name: 'Biri',
    source: 'PHONE',
    tags: [],
    otherPhones: [],
    otherEmails: [],
  })
  const appointment = work.create<Appointment>(Appointment, {
    customer,
    service: work.reference(Service, serviceId),
    branch,
    staff: work.reference(StaffMember, staffId),
    startsAt: work.now,
    endsAt: new Date(work.now.getTime() + 1_800_000),
    status: 'BOOKED',
    statusChangedAt: work.now,
    source: 'PANEL',
    conflict: false,
  })
  work.tell('appointment.created', appointment)
  return appointment
}

async function booked(staffId: string): Promise<string> {
  const { id } = await business.context.write(async (work) => booking(work, staffId))
  return encodeId('apt', id)
}

async function moved(appointment: string, from: string, to: string): Promise<void> {
  await business.context.write(async (work) => {
    const row = await work.change<Appointment>(Appointment, appointment)
    row.staff = work.reference(StaffMember, to)
    work.tell('appointment.rescheduled', row, { previousStaffId: encodeId('stf', from) })
    return row
  })
}

describe('reach in live updates', () => {
  it('brings to a member of staff only the appointments of their own department', async () => {
    const changes = await listen()
    await booked(elsewhere)
    const own = await booked(business.staffMemberId)
    expect((await changes.next()).data.recordChanged).toEqual({
      eventType: 'appointment.created',
      type: 'Appointment',
      id: own,
    })
    changes.stop()
  })

  it('tells the one that an appointment is taken from, once, and nothing of what happens to it then', async () => {
    const appointment = await booked(business.staffMemberId)
    const changes = await listen(['Appointment'])
    await moved(appointment, business.staffMemberId, elsewhere)
    await moved(appointment, elsewhere, elsewhere)
    const own = await booked(business.staffMemberId)
    expect((await changes.next()).data.recordChanged).toMatchObject({
      eventType: 'appointment.rescheduled',
      id: appointment,
    })
    expect((await changes.next()).data.recordChanged.id).toBe(own)
    changes.stop()
  })

  it('says nothing of records that the role does not see at all', async () => {
    const changes = await listen()
    await business.context.write(async (work) => {
      const appointment = booking(work, elsewhere)
      work.tellOf(
        'tenantBlueprintOverride.created',
        { meta: recordMeta(TenantBlueprintOverride), id: appointment.id },
        null,
      )
      return appointment
    })
    const own = await booked(business.staffMemberId)
    expect((await changes.next()).data.recordChanged.id).toBe(own)
    changes.stop()
  })

  it('follows the reach: whoever leaves a department hears of their own appointments only', async () => {
    const colleague = await business.context.write(async (work) => {
      const branch = work.reference(Branch, business.branch.id)
      const department = work.reference(Department, business.department.id)
      return work.create<StaffMember>(StaffMember, {
        name: 'Eş',
        color: 'pink',
        active: true,
        department,
        branch,
      })
    })
    const before = await booked(colleague.id)
    await until(before, true)
    const changes = await listen()
    const shared = await booked(colleague.id)
    expect((await changes.next()).data.recordChanged.id).toBe(shared)
    await business.context.write(async (work) => {
      const row = await work.change<StaffMember>(StaffMember, encodeId('stf', business.staffMemberId))
      row.department = null
      return row
    })
    await until(before, false)
    await booked(colleague.id)
    const own = await booked(business.staffMemberId)
    expect((await changes.next()).data.recordChanged.id).toBe(own)
    changes.stop()
  })
})

/** What a process knows of a person is up to a second old, in time that is not a test's to move. */
async function until(appointment: string, visible: boolean): Promise<void> {
  await vi.waitFor(async () => {
    const answer = await client.ask(`{ appointment(id: "${appointment}") { id } }`)
    expect(answer.data.appointment !== null).toBe(visible)
  }, 5_000)
}
