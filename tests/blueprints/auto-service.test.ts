import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { autoService } from '../../blueprints/auto-service/index.ts'
import { normalisePlate } from '../../blueprints/auto-service/records/plate.ts'
import { normaliseVin } from '../../blueprints/auto-service/records/vin.ts'
import { encodeId } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let garage: TestBusiness
let owner: string
let technician: string

beforeAll(async () => {
  server = await startTestServer()
  garage = await testBusiness(server, autoService.key)
  technician = encodeId('stf', garage.staffMemberId)
  const made = await garage.owner(
    `mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }`,
    { input: { name: 'Owner', kind: 'COMPANY', phone: '0532 111 22 33' } },
  )
  owner = made.data.createCustomer.customer.id
})
afterAll(() => server?.close())

const errors = 'userErrors { code field message }'

/** Runs a mutation that answers with one record and returns its payload. */
async function run(name: string, record: string, fields: string, input: object, send = garage.owner) {
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`
  const answer = await send(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${record} { id version ${fields} } ${errors} } }`,
    { input },
  )
  expect(answer.errors).toBeUndefined()
  const { [record]: row, userErrors } = answer.data[name]
  return { row, codes: userErrors.map((error: { code: string }) => error.code), userErrors }
}

let plates = 0
async function vehicle(more: object = {}) {
  plates += 1
  const { row, codes } = await run('createVehicle', 'vehicle', 'plate odometerKm vinCheckDigitFits', {
    ownerId: owner,
    plate: `34 AB ${100 + plates}`,
    model: 'Toyota Corolla',
    ...more,
  })
  expect(codes).toEqual([])
  return row
}

async function jobCard(more: object = {}) {
  const { row, codes } = await run('createVehicleJobCard', 'vehicleJobCard', 'number step customer { id }', {
    vehicleId: (await vehicle()).id,
    technicianId: technician,
    title: 'Periyodik bakım',
    ...more,
  })
  expect(codes).toEqual([])
  return row
}

const line = (jobCardId: string, title: string, priceMinor: string) =>
  run('createJobLine', 'jobLine', 'approval currency', { jobCardId, title, priceMinor })

describe('a plate', () => {
  it.each([
    ['35ehk8571', '35 EHK 8571'],
    ['34 tpu-6577', '34 TPU 6577'],
    ['06 ıĞ 12', null],
    ['06 lig 12', '06 LIG 12'],
    ['06 NV 60', '06 NV 60'],
    ['82 AB 123', '82 AB 123'],
    ['b ab 1234', 'B AB 1234'],
    ['??', null],
  ])('entered as %s is stored as %s', (entered, stored) => {
    expect(normalisePlate(entered)).toBe(stored)
  })

  it('belongs to one vehicle of a business', async () => {
    const first = await vehicle({ plate: '16 ABC 12' })
    const { codes, userErrors } = await run('createVehicle', 'vehicle', 'plate', {
      ownerId: owner,
      plate: '16abc12',
      model: 'Fiat Egea',
    })
    expect(first.plate).toBe('16 ABC 12')
    expect(codes).toEqual(['DUPLICATE'])
    expect(userErrors[0].field).toEqual(['plate'])
  })
})

describe('a chassis number', () => {
  it('has 17 signs without I, O and Q', () => {
    expect(normaliseVin('1m8gdm9a xkp042788')).toBe('1M8GDM9AXKP042788')
    for (const wrong of ['1M8GDM9AXKP04278', '1M8GDM9AXKP0427888', '1M8GDM9AXKPO42788', 'I'.repeat(17)])
      expect(normaliseVin(wrong)).toBeNull()
  })

  it('whose check digit does not fit is marked and accepted', async () => {
    expect(await vehicle({ vin: '1M8GDM9AXKP042788' })).toMatchObject({ vinCheckDigitFits: true })
    expect(await vehicle({ vin: '7J6KAM55AB3GN6T6B' })).toMatchObject({ vinCheckDigitFits: false })
    expect(await vehicle()).toMatchObject({ vinCheckDigitFits: null })
  })
})

describe('an odometer', () => {
  it('only goes up, by an update and by an intake, and a correction leaves a trace', async () => {
    const { id } = await vehicle({ odometerKm: 200_000 })
    const up = await run('updateVehicle', 'vehicle', 'odometerKm', { id, version: 1, odometerKm: 202_394 })
    expect(up.row.odometerKm).toBe(202_394)
    const down = await run('updateVehicle', 'vehicle', 'odometerKm', { id, version: 2, odometerKm: 20_239 })
    expect(down.codes).toEqual(['ODOMETER_BACKWARDS'])
    expect(down.userErrors[0].message).toContain('202394 km')
    const none = await run('updateVehicle', 'vehicle', 'odometerKm', { id, version: 2, odometerKm: null })
    expect(none.codes).toEqual(['ODOMETER_BACKWARDS'])

    const low = await run('createVehicleJobCard', 'vehicleJobCard', 'number', {
      vehicleId: id,
      technicianId: technician,
      title: 'Fren',
      odometerKm: 1000,
    })
    expect(low.codes).toEqual(['ODOMETER_BACKWARDS'])
    await jobCard({ vehicleId: id, odometerKm: 203_000 })
    const read = await garage.owner('query ($id: ID!) { vehicle(id: $id) { version odometerKm } }', { id })
    expect(read.data.vehicle.odometerKm).toBe(203_000)

    const { version } = read.data.vehicle
    const input = { id, version, odometerKm: 103_000 }
    const refused = await garage.staff(
      'mutation ($input: CorrectOdometerInput!) { correctOdometer(input: $input) { vehicle { id } } }',
      { input },
    )
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const corrected = await run('correctOdometer', 'vehicle', 'odometerKm', input)
    expect(corrected.row.odometerKm).toBe(103_000)
  })
})

describe('a job card', () => {
  it('is numbered within the business and takes the customer from the vehicle', async () => {
    const first = await jobCard()
    const second = await jobCard()
    expect(second.number).toBe(first.number + 1)
    expect(first).toMatchObject({ step: 'RECEIVED', customer: { id: owner } })
    const other = await testBusiness(server, autoService.key)
    const none = await other.owner('{ vehicleJobCards { totalCount } }')
    expect(none.data.vehicleJobCards.totalCount).toBe(0)
  })

  it('goes through approval line by line, and nothing leaves with an open question', async () => {
    const card = await jobCard()
    const pads = (await line(card.id, 'Ön fren balatası', '465000')).row
    const gas = (await line(card.id, 'Klima gazı', '195000')).row
    expect(pads).toMatchObject({ approval: 'NOT_ASKED', currency: 'TRY' })

    const slip = (await line(card.id, 'Yanlış kalem', '1')).row
    expect((await run('archiveJobLine', 'jobLine', 'archivedAt', { id: slip.id, version: 1 })).codes).toEqual(
      [],
    )

    const early = await run('updateJobLine', 'jobLine', 'done', { id: pads.id, version: 1, done: true })
    expect(early.codes).toEqual(['LINE_NOT_APPROVED'])

    const asked = await run('askForApproval', 'vehicleJobCard', 'step waiting pendingMinor pendingCount', {
      jobCardId: card.id,
    })
    expect(asked.row).toMatchObject({
      step: 'APPROVAL',
      waiting: 'WAITING_FOR_APPROVAL',
      pendingMinor: '660000',
      pendingCount: 2,
    })
    const dearer = await run('updateJobLine', 'jobLine', 'priceMinor', {
      id: pads.id,
      version: 2,
      priceMinor: '500000',
    })
    expect(dearer.codes).toEqual(['PRICE_AGREED'])
    const gone = await run('archiveJobLine', 'jobLine', 'archivedAt', { id: gas.id, version: 2 })
    expect(gone.codes).toEqual(['LINE_ASKED'])
    const leaving = await run('moveJobCard', 'vehicleJobCard', 'step', {
      id: card.id,
      version: asked.row.version,
      step: 'READY',
    })
    expect(leaving.codes).toEqual(['LINES_UNDECIDED'])

    const yes = await run('decideJobLine', 'jobLine', 'approval approvedVia jobCard { step }', {
      id: pads.id,
      version: 2,
      approved: true,
      approvedVia: 'PHONE',
    })
    expect(yes.row).toMatchObject({
      approval: 'APPROVED',
      approvedVia: 'PHONE',
      jobCard: { step: 'APPROVAL' },
    })
    const no = await run(
      'decideJobLine',
      'jobLine',
      'approval jobCard { step waiting approvedMinor version }',
      {
        id: gas.id,
        version: 2,
        approved: false,
      },
    )
    expect(no.row).toMatchObject({
      approval: 'DECLINED',
      jobCard: { step: 'REPAIR', waiting: null, approvedMinor: '465000' },
    })

    const done = await run('updateJobLine', 'jobLine', 'done', { id: pads.id, version: 3, done: true })
    expect(done.row.done).toBe(true)
    const delivered = await run('moveJobCard', 'vehicleJobCard', 'step deliveredAt', {
      id: card.id,
      version: no.row.jobCard.version,
      step: 'DELIVERED',
    })
    expect(delivered.row).toMatchObject({ step: 'DELIVERED', deliveredAt: '2026-11-20T11:20:00.000Z' })
    const again = await run('askForApproval', 'vehicleJobCard', 'step', { jobCardId: card.id })
    expect(again.codes).toEqual(['JOB_CLOSED'])
  })

  it('is changed by its technician and not by others, and a stale step is a conflict', async () => {
    const mine = await jobCard()
    const moved = await run(
      'moveJobCard',
      'vehicleJobCard',
      'step',
      { id: mine.id, version: mine.version, step: 'INSPECTION' },
      garage.staff,
    )
    expect(moved.row.step).toBe('INSPECTION')
    const stale = await run('moveJobCard', 'vehicleJobCard', 'step', {
      id: mine.id,
      version: mine.version,
      step: 'READY',
    })
    expect(stale).toMatchObject({ codes: ['CONFLICT'], row: { step: 'INSPECTION' } })
    const colleague = await run('createStaffMember', 'staffMember', 'name', {
      name: 'Kalfa',
      branchId: encodeId('bra', garage.branch.id),
    })
    const theirs = await jobCard({ technicianId: colleague.row.id })
    const refused = await run(
      'moveJobCard',
      'vehicleJobCard',
      'step',
      { id: theirs.id, version: 1, step: 'INSPECTION' },
      garage.staff,
    )
    expect(refused.codes).toEqual(['FORBIDDEN'])
  })
})

describe('figures of the workshop', () => {
  it('count cars inside and what waits for approval', async () => {
    const workshop = await testBusiness(server, autoService.key)
    const ask = async (name: string, record: string, input: object) =>
      (await run(name, record, '', input, workshop.owner)).row
    const customer = await ask('createCustomer', 'customer', {
      name: 'A',
      kind: 'COMPANY',
      phone: '05321112233',
    })
    for (const plate of ['34 AA 111', '34 AA 112']) {
      const car = await ask('createVehicle', 'vehicle', { ownerId: customer.id, plate, model: 'Fiat Egea' })
      const card = await ask('createVehicleJobCard', 'vehicleJobCard', {
        vehicleId: car.id,
        technicianId: encodeId('stf', workshop.staffMemberId),
        title: 'Bakım',
      })
      await ask('createJobLine', 'jobLine', { jobCardId: card.id, title: 'Yağ', priceMinor: '100050' })
      if (plate.endsWith('1')) await ask('askForApproval', 'vehicleJobCard', { jobCardId: card.id })
    }
    const { data } = await workshop.owner(
      '{ kpis(ids: ["cars_inside", "pending_approvals_minor", "maintenance_due"]) { id value denominator } }',
    )
    expect(data.kpis).toEqual([
      { id: 'cars_inside', value: '2', denominator: null },
      { id: 'pending_approvals_minor', value: '100050', denominator: '1' },
      { id: 'maintenance_due', value: '0', denominator: '2' },
    ])
  })
})
