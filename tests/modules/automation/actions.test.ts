import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testBusiness } from '../../support/business.ts'
import { make, type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import type { Send } from '../../support/graphql-client.ts'
import { plantAppointment } from '../../support/insights.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

// The clock stands on 2026-11-20 and the sector's cycle is 60 days: 90 days ago is at risk, 70 is due.
const daysAgo = (days: number) => new Date(Date.parse('2026-11-20T09:00:00Z') - days * 86_400_000)

async function visited(name: string, days: number, phone: string | null): Promise<string> {
  const { business, owner, serviceId, staffId } = calendar
  const id = await make(owner, 'Customer', { kind: 'COMPANY', name, ...(phone && { phone }) })
  await business.context.write(async (work) =>
    plantAppointment(work, business.branch.id, {
      customerId: uuidOf(id),
      serviceId: uuidOf(serviceId),
      staffId: uuidOf(staffId),
      startsAt: daysAgo(days),
    }),
  )
  return id
}

const cards = `{ commandCenter { actions {
  key count why excluded { withoutPhone refused recent } lastRun { id taskCount doneCount } } } }`
const preview = `query ($key: String!) { actionPreview(key: $key) {
  card { count } people { customer { id name } appointment { id } reason } } }`
const start = `mutation ($input: StartActionInput!) { startAction(input: $input) {
  actionRun { id version taskCount doneCount undoneAt } userErrors { code field } } }`
const undo = `mutation ($input: UndoActionInput!) { undoAction(input: $input) {
  actionRun { id version undoneAt } userErrors { code field } } }`

async function card(send: Send, key: string) {
  const { data } = await send(cards)
  return data.commandCenter.actions.find((one: { key: string }) => one.key === key)
}

async function begin(send: Send, input: { key: string; exceptCustomerIds?: string[] }) {
  const answer = await send(start, { input })
  expect(answer.errors).toBeUndefined()
  return answer.data.startAction
}

async function openTasks(send: Send): Promise<{ id: string; version: number; customer: { name: string } }[]> {
  const { data } = await send(
    '{ tasks(filter: { state: { eq: OPEN } }) { nodes { id version title originKey customer { name } } } }',
  )
  return data.tasks.nodes
}

describe('winning customers back', () => {
  beforeAll(async () => {
    calendar = await testCalendar(await testBusiness(server))
    await visited('Uzun Süre', 95, '0532 111 22 33')
    await visited('Daha Uzun', 110, '0532 111 22 44')
    await visited('Telefonsuz', 90, null)
    const refuses = await visited('Aranmak İstemeyen', 90, '0532 111 22 55')
    await make(calendar.owner, 'Consent', {
      customerId: refuses,
      channel: 'CALL',
      purpose: 'MARKETING',
      status: 'REFUSED',
      source: 'IN_PERSON',
      at: '2026-11-01T09:00:00Z',
    })
    await visited('Zamanı Gelen', 70, '0532 111 22 66')
  })

  it('says how many it concerns, and counts those it leaves out by why', async () => {
    expect(await card(calendar.owner, 'win_back')).toEqual({
      key: 'win_back',
      count: 2,
      why: '2 kişi kendi aralığını epey geçti ve ileri randevusu yok.',
      excluded: { withoutPhone: 1, refused: 1, recent: 0 },
      lastRun: null,
    })
    expect((await card(calendar.owner, 'fill_slots')).count).toBe(1)
  })

  it('names each of them with the reason, the most urgent first', async () => {
    const { data } = await calendar.owner(preview, { key: 'win_back' })
    expect(
      data.actionPreview.people.map((one: { customer: { name: string }; reason: string }) => [
        one.customer.name,
        one.reason,
      ]),
    ).toEqual([
      ['Daha Uzun', '110 gündür gelmedi, normali 60'],
      ['Uzun Süre', '95 gündür gelmedi, normali 60'],
    ])
  })

  it('opens a task for each, does not take the same people twice, and is taken back', async () => {
    const first = await begin(calendar.owner, { key: 'win_back' })
    expect(first.actionRun).toMatchObject({ taskCount: 2, doneCount: 0, undoneAt: null })
    expect((await openTasks(calendar.owner)).map((task) => task.customer.name).sort()).toEqual([
      'Daha Uzun',
      'Uzun Süre',
    ])
    expect(await begin(calendar.owner, { key: 'win_back' })).toEqual({
      actionRun: null,
      userErrors: [{ code: 'NOBODY_TO_REACH', field: ['key'] }],
    })
    const { id, version } = first.actionRun
    const undone = await calendar.owner(undo, { input: { id, version } })
    expect(undone.data.undoAction.userErrors).toEqual([])
    expect(await openTasks(calendar.owner)).toEqual([])
    expect(await card(calendar.owner, 'win_back')).toMatchObject({ count: 2, lastRun: null })
    const again = await calendar.owner(undo, { input: { id, version: version + 1 } })
    expect(again.data.undoAction.userErrors).toEqual([{ code: 'ALREADY_UNDONE', field: ['id'] }])
  })

  it('leaves out whom one takes off the list, and shows how far the calls are', async () => {
    const { data } = await calendar.owner(preview, { key: 'win_back' })
    const except = data.actionPreview.people[0].customer.id
    const { actionRun } = await begin(calendar.owner, { key: 'win_back', exceptCustomerIds: [except] })
    expect(actionRun.taskCount).toBe(1)
    const [task] = await openTasks(calendar.owner)
    await calendar.owner(
      'mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { userErrors { code } } }',
      { input: { id: task?.id, version: task?.version } },
    )
    expect(await card(calendar.owner, 'win_back')).toMatchObject({
      count: 1,
      excluded: { recent: 1 },
      lastRun: { taskCount: 1, doneCount: 1 },
    })
  })

  it('opens one list when two people tap at once', async () => {
    calendar = await testCalendar(await testBusiness(server))
    await visited('Bir Kişi', 95, '0532 111 22 77')
    const both = await Promise.all(
      [calendar.owner, calendar.business.manager].map((send) => begin(send, { key: 'win_back' })),
    )
    expect(both.map(({ actionRun }) => actionRun?.taskCount ?? null).sort()).toEqual([1, null])
    expect(await openTasks(calendar.owner)).toHaveLength(1)
  })
})

describe('who may start actions', () => {
  it('is not staff: they see no cards, no preview, and start nothing', async () => {
    const { staff } = calendar.business
    expect((await staff(cards)).data.commandCenter.actions).toEqual([])
    expect((await staff(preview, { key: 'win_back' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    expect((await staff(start, { input: { key: 'win_back' } })).errors?.[0]?.extensions.code).toBe(
      'FORBIDDEN',
    )
  })

  it('is told which actions there are when it asks for another', async () => {
    const answer = await calendar.owner(start, { input: { key: 'make_coffee' } })
    expect(answer.errors?.[0]).toMatchObject({
      extensions: { code: 'BAD_USER_INPUT' },
      message: 'There is no action "make_coffee"; there are win_back, fill_slots, cut_no_shows.',
    })
  })
})

describe('cutting no-shows', () => {
  it('concerns tomorrow’s unconfirmed appointments of those who stayed away before', async () => {
    calendar = await testCalendar(await testBusiness(server))
    const { business, serviceId, staffId } = calendar
    const id = await visited('Gelmeyen', 400, '0532 111 22 88')
    await business.context.write(async (work) => {
      const planted = {
        customerId: uuidOf(id),
        serviceId: uuidOf(serviceId),
        staffId: uuidOf(staffId),
      }
      plantAppointment(work, business.branch.id, { ...planted, startsAt: daysAgo(30), status: 'NO_SHOW' })
      plantAppointment(work, business.branch.id, {
        ...planted,
        startsAt: '2026-11-21T07:30:00Z',
        status: 'BOOKED',
      })
    })
    const { data } = await calendar.owner(preview, { key: 'cut_no_shows' })
    expect(data.actionPreview.people).toMatchObject([
      { customer: { name: 'Gelmeyen' }, reason: 'Yarın 10:30, daha önce 1 kez gelmedi' },
    ])
    expect(data.actionPreview.people[0].appointment.id).toMatch(/^apt_/)
  })
})
