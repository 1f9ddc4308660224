import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeId } from '../../../schema/index.ts'
import { testBusiness } from '../../support/business.ts'
import { at, eventsAbout, make, type TestCalendar, testCalendar } from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { actOnTask, givenTask, memberOf, taskFields } from '../../support/tasks.ts'

const clock = testClock()
let server: TestServer
let calendar: TestCalendar

beforeAll(async () => {
  server = await startTestServer(clock)
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

describe('a task', () => {
  it('belongs to whoever creates it unless it is given to somebody, and its creation is told without its words', async () => {
    const { business, customerId } = calendar
    const own = await givenTask(business.owner, { title: '  Çiçek siparişi ' })
    expect(own).toMatchObject({
      title: 'Çiçek siparişi',
      state: 'OPEN',
      priority: 'NORMAL',
      origin: 'PANEL',
      dueAt: null,
      overdue: false,
      owner: { id: memberOf(business, 'owner') },
    })
    const given = await givenTask(business.owner, {
      title: 'Ara',
      ownerId: memberOf(business, 'staff'),
      priority: 'HIGH',
      customerId,
    })
    expect(given).toMatchObject({ owner: { id: memberOf(business, 'staff') }, customer: { id: customerId } })
    expect(await eventsAbout(server, given.id)).toEqual([
      { type: 'task.created', payload: { priority: 'HIGH', ownerId: memberOf(business, 'staff') } },
    ])
  })

  it('about an appointment is about its customer too, and stands in the lists of both', async () => {
    const appointment = await calendar.booked({ startsAt: at('10:00') })
    const task = await givenTask(calendar.owner, { title: 'Formu imzalat', appointmentId: appointment.id })
    expect(task.customer).toEqual({ id: calendar.customerId })
    const { data } = await calendar.owner(
      `query ($customer: ID!, $appointment: ID!) {
        customer(id: $customer) { tasks { nodes { id } } } appointment(id: $appointment) { tasks { nodes { id } } } }`,
      { customer: calendar.customerId, appointment: appointment.id },
    )
    expect(data.customer.tasks.nodes).toContainEqual({ id: task.id })
    expect(data.appointment.tasks.nodes).toEqual([{ id: task.id }])
  })

  it('is done, opened again, put off and cancelled, each from the version that the caller saw', async () => {
    const { owner, business } = calendar
    const task = await givenTask(owner, { dueAt: at('09:00', '2026-11-21') })
    const done = await actOnTask(owner, 'completeTask', { id: task.id, version: 1 })
    expect(done).toMatchObject({
      refused: [],
      task: {
        state: 'DONE',
        completedAt: testNow.toISOString(),
        completedBy: { id: memberOf(business, 'owner') },
      },
    })
    expect((await actOnTask(owner, 'completeTask', { id: task.id, version: 2 })).refused).toEqual([
      'TASK_CLOSED id',
    ])
    expect((await actOnTask(owner, 'reopenTask', { id: task.id, version: 1 })).refused).toEqual([
      'CONFLICT version',
    ])
    const open = await actOnTask(owner, 'reopenTask', { id: task.id, version: 2 })
    expect(open.task).toMatchObject({ state: 'OPEN', completedAt: null, completedBy: null, version: 3 })
    const until = at('09:00', '2026-11-25')
    expect(
      (await actOnTask(owner, 'snoozeTask', { id: task.id, version: 3, until: at('09:00', '2026-11-19') }))
        .refused,
    ).toEqual(['IN_THE_PAST until'])
    expect((await actOnTask(owner, 'snoozeTask', { id: task.id, version: 3, until })).task?.dueAt).toBe(until)
    const cancelled = await actOnTask(owner, 'cancelTask', { id: task.id, version: 4 })
    expect(cancelled.task?.state).toBe('CANCELLED')
    expect((await actOnTask(owner, 'snoozeTask', { id: task.id, version: 5, until })).refused).toEqual([
      'TASK_CLOSED id',
    ])
    expect((await eventsAbout(server, task.id)).map(({ type }) => type)).toEqual([
      'task.created',
      'task.completed',
      'task.reopened',
      'task.snoozed',
      'task.cancelled',
    ])
  })

  it('changes what an update names and keeps the rest; a blank title and an unknown owner are refused', async () => {
    const { owner, business } = calendar
    const task = await givenTask(owner, { title: 'Eski', priority: 'URGENT', dueAt: at('10:00') })
    const changed = await actOnTask(owner, 'updateTask', {
      id: task.id,
      version: 1,
      title: 'Yeni',
      dueAt: null,
    })
    expect(changed.task).toMatchObject({ title: 'Yeni', dueAt: null, priority: 'URGENT', version: 2 })
    const refused = await actOnTask(owner, 'updateTask', {
      id: task.id,
      version: 2,
      title: ' ',
      ownerId: memberOf(await testBusiness(server), 'owner'),
    })
    expect([...refused.refused].sort()).toEqual(['NOT_FOUND ownerId', 'REQUIRED title'])
    const given = await actOnTask(owner, 'updateTask', {
      id: task.id,
      version: 2,
      ownerId: memberOf(business, 'manager'),
    })
    expect(given.task?.owner.id).toBe(memberOf(business, 'manager'))
  })
})

describe('within reach', () => {
  it('staff see their own and their team’s tasks, change their own, and neither find nor give away others', async () => {
    const business = await testBusiness(server)
    const { owner, staff } = business
    const mine = await givenTask(owner, { ownerId: memberOf(business, 'staff') })
    const managers = await givenTask(owner, { ownerId: memberOf(business, 'manager') })
    const { data } = await staff(`{ tasks { totalCount nodes { ${taskFields} } } }`)
    expect(data.tasks).toMatchObject({ totalCount: 1, nodes: [{ id: mine.id }] })
    expect((await actOnTask(staff, 'completeTask', { id: managers.id, version: 1 })).refused).toEqual([
      'NOT_FOUND id',
    ])
    expect(
      (await actOnTask(staff, 'createTask', { title: 'x', ownerId: memberOf(business, 'manager') })).refused,
    ).toEqual(['FORBIDDEN ownerId'])
    expect(
      (
        await actOnTask(staff, 'updateTask', {
          id: mine.id,
          version: 1,
          ownerId: memberOf(business, 'owner'),
        })
      ).refused,
    ).toEqual(['FORBIDDEN ownerId'])
  })

  it('a task of a colleague in the same department is seen and not changed', async () => {
    const business = await testBusiness(server)
    const { owner, staff } = business
    await make(owner, 'StaffMember', {
      name: 'Yönetici',
      membershipId: memberOf(business, 'manager'),
      departmentId: encodeId('dep', business.department.id),
      branchId: encodeId('bra', business.branch.id),
    })
    const managers = await givenTask(owner, { ownerId: memberOf(business, 'manager') })
    const { data } = await staff('{ tasks { nodes { id } } }')
    expect(data.tasks.nodes).toEqual([{ id: managers.id }])
    expect((await actOnTask(staff, 'completeTask', { id: managers.id, version: 1 })).refused).toEqual([
      'FORBIDDEN id',
    ])
  })
})

describe('the counts', () => {
  it('tell overdue, today, later and without a due time by the clocks of the business', async () => {
    const business = await testBusiness(server)
    const { owner } = business
    const due = [at('14:00', '2026-11-20'), at('23:59', '2026-11-20'), at('00:00', '2026-11-21'), null]
    for (const dueAt of due) await givenTask(owner, { dueAt })
    await givenTask(owner, { dueAt: due[0], ownerId: memberOf(business, 'manager') })
    const counts = async (mine: boolean) =>
      (
        await owner(
          'query ($mine: Boolean!) { taskSummary(mine: $mine) { overdue today later withoutDue } }',
          {
            mine,
          },
        )
      ).data.taskSummary
    expect(await counts(true)).toEqual({ overdue: 1, today: 1, later: 1, withoutDue: 1 })
    expect(await counts(false)).toEqual({ overdue: 2, today: 1, later: 1, withoutDue: 1 })
    const { data } = await owner('{ tasks(filter: { dueAt: { isNull: true } }) { totalCount } }')
    expect(data.tasks.totalCount).toBe(1)
    clock.set(at('00:01', '2026-11-21'))
    expect(await counts(true)).toEqual({ overdue: 3, today: 0, later: 0, withoutDue: 1 })
    clock.set(testNow)
  })
})
