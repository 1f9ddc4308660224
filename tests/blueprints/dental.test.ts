import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dental } from '../../blueprints/dental/index.ts'
import { fdiNumber, surfacesOn } from '../../blueprints/dental/records/fdi.ts'
import { encodeId } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer
let clinic: TestBusiness
let patient: string
let dentist: string

beforeAll(async () => {
  server = await startTestServer()
  clinic = await testBusiness(server, dental.key)
  dentist = encodeId('stf', clinic.staffMemberId)
  const made = await clinic.owner(
    'mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } userErrors { code } } }',
    { input: { givenName: 'Büşra', familyName: 'Kara', phone: '0538 926 56 00' } },
  )
  patient = made.data.createCustomer.customer.id
})
afterAll(() => server?.close())

async function run(
  name: string,
  record: string,
  fields: string,
  input: object,
  send = clinic.owner,
  type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`,
) {
  const answer = await send(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${record} { id version ${fields} } userErrors { code field message } } }`,
    { input },
  )
  expect(answer.errors).toBeUndefined()
  const { [record]: row, userErrors } = answer.data[name]
  return { row, codes: userErrors.map((error: { code: string }) => error.code), userErrors }
}

const plan = (verb: string, row: { id: string; version: number }, send = clinic.owner) =>
  run(
    `${verb}TreatmentPlan`,
    'patientEpisode',
    'plan planDecidedAt remainingMinor',
    { id: row.id, version: row.version },
    send,
    'TreatmentPlanInput',
  )

async function episode(more: object = {}) {
  const made = await run('createPatientEpisode', 'patientEpisode', 'plan status openedOn', {
    customerId: patient,
    dentistId: dentist,
    title: 'Ağrı, sol alt',
    ...more,
  })
  expect(made.codes).toEqual([])
  return made.row
}

const item = (episodeId: string, more: object) =>
  run('createTreatmentItem', 'treatmentItem', 'tooth surfaces area status currency customer { id } doneOn', {
    episodeId,
    kind: 'FILLING',
    ...more,
  })

describe('a tooth', () => {
  it('is one of 52 FDI numbers', () => {
    const all = Array.from({ length: 100 }, (_, number) => String(number)).filter((text) => fdiNumber(text))
    expect(all).toHaveLength(52)
    expect(all.filter((tooth) => Number(tooth[0]) <= 4)).toHaveLength(32)
    expect(fdiNumber('1.6')).toBe('16')
    for (const wrong of ['10', '19', '49', '56', '80', '91', '', '036', '3'])
      expect(fdiNumber(wrong)).toBeNull()
  })

  it('has an occlusal surface at the back and an incisal edge at the front', () => {
    expect(surfacesOn('36', ['d', 'O', 'M', 'o'])).toEqual(['M', 'O', 'D'])
    expect(surfacesOn('11', ['I', 'M'])).toEqual(['M', 'I'])
    expect(surfacesOn('74', ['O'])).toEqual(['O'])
    expect(surfacesOn('11', ['O'])).toBeNull()
    expect(surfacesOn('36', ['I'])).toBeNull()
    expect(surfacesOn('36', ['X'])).toBeNull()
  })
})

describe('a treatment item', () => {
  it('takes its patient and currency from what it belongs to', async () => {
    const { row } = await item((await episode()).id, { area: 'SURFACE', tooth: '2.4', surfaces: ['o', 'm'] })
    expect(row).toMatchObject({
      tooth: '24',
      surfaces: ['M', 'O'],
      status: 'PLANNED',
      currency: 'TRY',
      customer: { id: patient },
      doneOn: null,
    })
  })

  it.each([
    [{ tooth: '19' }, 'TOOTH_NOT_FDI', 'tooth'],
    [{}, 'TOOTH_NOT_FDI', 'tooth'],
    [{ area: 'SURFACE', tooth: '11', surfaces: ['O'] }, 'SURFACE_NOT_ON_TOOTH', 'surfaces'],
    [{ area: 'SURFACE', tooth: '11' }, 'AREA_MISMATCH', 'area'],
    [{ area: 'TOOTH', tooth: '36', surfaces: ['O'] }, 'AREA_MISMATCH', 'area'],
    [{ area: 'QUADRANT' }, 'AREA_MISMATCH', 'area'],
    [{ area: 'QUADRANT', region: 'UPPER_ARCH' }, 'AREA_MISMATCH', 'area'],
    [{ area: 'MOUTH', tooth: '36' }, 'AREA_MISMATCH', 'area'],
    [{ area: 'MOUTH', region: 'UPPER_ARCH' }, 'AREA_MISMATCH', 'area'],
    [{ tooth: '36', sessions: 2, sessionsDone: 3 }, 'TOO_LARGE', 'sessionsDone'],
  ])('that says %j is refused with %s', async (more, code, field) => {
    const { row, codes, userErrors } = await item((await episode()).id, more)
    expect(row).toBeNull()
    expect(codes).toEqual([code])
    expect(userErrors[0].field).toEqual([field])
  })

  it.each([
    { area: 'QUADRANT', region: 'LOWER_LEFT', kind: 'CLEANING' },
    { area: 'SEXTANT', region: 'SEXTANT_3' },
    { area: 'ARCH', region: 'UPPER_ARCH' },
    { area: 'MOUTH', kind: 'CLEANING' },
    { area: 'TOOTH', tooth: '85', kind: 'EXTRACTION' },
  ])('that says %j is accepted', async (more) => {
    expect((await item((await episode()).id, more)).codes).toEqual([])
  })

  it('is done on the day of the business on which it became so', async () => {
    const { row } = await item((await episode()).id, { tooth: '36' })
    const done = await run('updateTreatmentItem', 'treatmentItem', 'doneOn', {
      id: row.id,
      version: 1,
      status: 'DONE',
    })
    expect(done.row.doneOn).toBe('2026-11-20')
  })
})

describe('a treatment plan', () => {
  it('is presented, accepted and then frozen, while its items go on', async () => {
    const opened = await episode()
    expect(opened).toMatchObject({ plan: 'DRAFT', status: 'OPEN', openedOn: '2026-11-20' })
    const empty = await plan('present', opened)
    expect((await plan('accept', empty.row)).codes).toEqual(['PLAN_EMPTY'])

    const canal = (await item(opened.id, { kind: 'ROOT_CANAL', tooth: '36', priceMinor: '935000' })).row
    const accepted = await plan('accept', empty.row)
    expect(accepted.row).toMatchObject({
      plan: 'ACCEPTED',
      planDecidedAt: '2026-11-20T11:20:00.000Z',
      remainingMinor: '935000',
    })
    const dearer = await run('updateTreatmentItem', 'treatmentItem', 'priceMinor', {
      id: canal.id,
      version: 1,
      priceMinor: '1',
    })
    expect(dearer.codes).toEqual(['PLAN_FROZEN'])
    expect((await item(opened.id, { tooth: '14' })).codes).toEqual(['PLAN_FROZEN'])
    const session = await run('updateTreatmentItem', 'treatmentItem', 'status', {
      id: canal.id,
      version: 1,
      status: 'IN_PROGRESS',
    })
    expect(session.row.status).toBe('IN_PROGRESS')

    expect((await plan('accept', accepted.row)).codes).toEqual(['PLAN_STEP_NOT_OPEN'])
    expect((await plan('reopen', accepted.row, clinic.staff)).codes).toEqual(['FORBIDDEN'])
    const again = await plan('reopen', accepted.row)
    expect(again.row).toMatchObject({ plan: 'DRAFT', planDecidedAt: null })
    expect((await item(opened.id, { tooth: '14' })).codes).toEqual([])
  })

  it('is not archived from under its signature: an item of it stays', async () => {
    const opened = await episode()
    const added = (await item(opened.id, { tooth: '16', priceMinor: '100' })).row
    const slip = (await item(opened.id, { tooth: '17' })).row
    const removed = await run('archiveTreatmentItem', 'treatmentItem', 'archivedAt', {
      id: slip.id,
      version: 1,
    })
    expect(removed.row.archivedAt).toBe('2026-11-20T11:20:00.000Z')
    await plan('accept', opened)
    const archived = await run('archiveTreatmentItem', 'treatmentItem', 'archivedAt', {
      id: added.id,
      version: 1,
    })
    expect(archived.codes).toEqual(['PLAN_FROZEN'])
  })
})

describe('clinical records', () => {
  it('are seen by the team that treats and not by others', async () => {
    const other = await run('createStaffMember', 'staffMember', 'name', {
      name: 'Dt. Başka',
      branchId: encodeId('bra', clinic.branch.id),
    })
    const mine = await episode({ title: 'Benim' })
    const theirs = await episode({ title: 'Başkasının', dentistId: other.row.id })
    await item(theirs.id, { tooth: '36' })
    const seen = await clinic.staff(
      'query ($mine: ID!, $theirs: ID!) { mine: patientEpisode(id: $mine) { title } theirs: patientEpisode(id: $theirs) { title } }',
      { mine: mine.id, theirs: theirs.id },
    )
    expect(seen.data).toEqual({ mine: { title: 'Benim' }, theirs: null })
    const items = await clinic.staff('{ treatmentItems(first: 100) { nodes { episode { id } } } }')
    expect(items.errors).toBeUndefined()
    expect(JSON.stringify(items.data)).not.toContain(theirs.id)
  })

  it('leave nothing of what they say in the event log', async () => {
    const opened = await episode({ title: 'GİZLİ ŞİKÂYET', note: 'GİZLİ NOT' })
    await item(opened.id, { tooth: '36', title: 'GİZLİ İŞLEM' })
    await run('createMedicalAlert', 'medicalAlert', 'title', {
      customerId: patient,
      kind: 'ALLERGY',
      title: 'GİZLİ ALERJİ',
    })
    const { data, errors } = await clinic.owner('{ auditLog(first: 100) { nodes { type payload } } }')
    expect(errors).toBeUndefined()
    expect(data.auditLog.nodes.map((event: { type: string }) => event.type)).toEqual(
      expect.arrayContaining([
        'dental.episode.created',
        'dental.treatmentItem.created',
        'dental.medicalAlert.created',
      ]),
    )
    expect(JSON.stringify(data)).not.toContain('GİZLİ')
  })
})

describe('figures of the clinic', () => {
  it('weigh accepted plans and count those that stand still', async () => {
    const { data: before } = await clinic.owner(figures)
    const opened = await episode()
    await item(opened.id, { tooth: '46', priceMinor: '345000' })
    await plan('accept', opened)
    const { data: after } = await clinic.owner(figures)
    const value = (data: { kpis: { id: string; value: string | null }[] }, id: string) =>
      Number(data.kpis.find((kpi) => kpi.id === id)?.value ?? 0)
    expect(value(after, 'pending_treatment_minor') - value(before, 'pending_treatment_minor')).toBe(345000)
    expect(value(after, 'interrupted_plans') - value(before, 'interrupted_plans')).toBe(1)
    expect(value(after, 'open_episodes') - value(before, 'open_episodes')).toBe(1)
    expect(value(after, 'plan_acceptance_rate_pct')).toBe(100)
    expect(value(after, 'plan_continuity_pct')).toBe(0)
  })
})

const figures = `{ kpis(ids: ["pending_treatment_minor", "interrupted_plans", "open_episodes",
  "plan_acceptance_rate_pct", "plan_continuity_pct"]) { id value } }`
