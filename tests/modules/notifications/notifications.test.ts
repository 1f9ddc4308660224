import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { type TestBusiness, testBusiness } from '../../support/business.ts'
import { act, at, make, type TestCalendar, testCalendar } from '../../support/calendar.ts'
import { testClock, testNow } from '../../support/clock.ts'
import { settledPosition } from '../../support/events.ts'
import { toldTo } from '../../support/notifications.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'
import { actOnTask, givenTask, memberOf } from '../../support/tasks.ts'
import { LiveClient, tokenOf } from '../../support/ws-client.ts'

const clock = testClock()
let server: TestServer

beforeAll(async () => {
  server = await startTestServer(clock)
})
afterAll(() => server?.close())

describe('a task that is given to somebody', () => {
  let business: TestBusiness

  beforeAll(async () => {
    business = await testBusiness(server)
  })

  it('is told to them, in their words, and neither to whoever gives it nor to an owner who looks', async () => {
    const task = await givenTask(business.manager, {
      title: 'Havlu al',
      ownerId: memberOf(business, 'staff'),
    })
    expect(await toldTo(business.staff)).toMatchObject({
      unread: 1,
      notifications: [
        {
          kind: 'task.assigned',
          text: 'manager size bir görev verdi: Havlu al',
          path: `/tasks?task=${task.id}`,
          count: 1,
          readAt: null,
        },
      ],
    })
    const [{ id } = { id: '' }] = (await toldTo(business.staff)).notifications
    for (const send of [business.manager, business.owner]) {
      expect(await toldTo(send)).toEqual({ unread: 0, notifications: [] })
      const { data } = await send('query ($id: ID!) { notification(id: $id) { id } node(id: $id) { id } }', {
        id,
      })
      expect(data).toEqual({ notification: null, node: null })
      const marked = await send(
        'mutation ($input: MarkNotificationsReadInput!) { markNotificationsRead(input: $input) { unread userErrors { code } } }',
        { input: { ids: [id] } },
      )
      expect(marked.data.markNotificationsRead).toEqual({ unread: null, userErrors: [{ code: 'NOT_FOUND' }] })
    }
    expect((await toldTo(business.staff)).unread).toBe(1)
  })

  it('keeps no word of the task or of a person, neither in its row nor in the log', async () => {
    const rows = await withClient(server.database.ownerUrl, async (client) => {
      const { rows } = await client.query(
        `select to_jsonb(n)::text as row from notifications n where tenant_id = $1
         union all select to_jsonb(l)::text from tenant_event_logs l where tenant_id = $1 and type like 'notification.%'`,
        [business.tenantId],
      )
      return rows.map(({ row }) => String(row))
    })
    expect(rows.length).toBe(2)
    expect(rows.join()).not.toMatch(/Havlu|manager|@/)
  })

  it('is not told when the change fails, and not to somebody who gives it to themselves', async () => {
    const { owner } = business
    const task = await givenTask(owner, {})
    expect(await toldTo(owner)).toEqual({ unread: 0, notifications: [] })
    const stale = await actOnTask(owner, 'updateTask', {
      id: task.id,
      version: 7,
      ownerId: memberOf(business, 'manager'),
    })
    expect(stale.refused).toEqual(['CONFLICT version'])
    expect((await toldTo(business.manager)).unread).toBe(0)
  })

  it('counts up within an hour as long as it is unread, and is a new one afterwards', async () => {
    const { owner, manager } = business
    const [me, other] = [memberOf(business, 'owner'), memberOf(business, 'manager')]
    let task = await givenTask(owner, { title: 'Kasa', ownerId: other })
    const toAndFro = async () => {
      for (const ownerId of [me, other]) {
        const { id, version } = task
        task = (await actOnTask(owner, 'updateTask', { id, version, ownerId })).task ?? task
      }
    }
    await toAndFro()
    expect(await toldTo(manager)).toMatchObject({ unread: 1, notifications: [{ count: 2 }] })
    clock.advance(61 * 60_000)
    await toAndFro()
    expect((await toldTo(manager)).notifications.map(({ count }) => count)).toEqual([1, 2])
    await manager('mutation { markAllNotificationsRead(input: {}) { unread } }')
    await toAndFro()
    expect((await toldTo(manager)).notifications.map(({ count }) => count)).toEqual([1, 1, 2])
    clock.set(testNow)
  })

  it('says something general once its subject is out of the reader’s reach', async () => {
    const { owner, staff } = business
    const task = await givenTask(owner, { title: 'Gizli', ownerId: memberOf(business, 'staff') })
    const { id, version } = task
    await actOnTask(owner, 'updateTask', { id, version, ownerId: memberOf(business, 'owner') })
    const told = (await toldTo(staff)).notifications.find(({ subjectId }) => subjectId === id)
    expect(told).toMatchObject({ text: 'Size bir görev verildi.', path: null })
  })
})

describe('reading', () => {
  it('is shared between the devices of a person, live, and leaves what came meanwhile unread', async () => {
    const business = await testBusiness(server)
    const { owner, staff } = business
    for (let made = 0; made < 3; made += 1) {
      await givenTask(owner, { ownerId: memberOf(business, 'staff') })
    }
    const after = await settledPosition(server.database.ownerUrl, business.tenantId)
    const device = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'staff') })
    const others = await LiveClient.open(server.url, { token: await tokenOf(server.url, business, 'owner') })
    const listen = (client: LiveClient) =>
      client.run<any>(
        'subscription ($after: Long) { recordChanged(after: $after, types: ["Notification"]) { eventType id } }',
        { after },
      )
    const [heard, byOwner] = [await listen(device), await listen(others)]
    const before = clock.now().toISOString()
    clock.advance(1_000)
    await givenTask(owner, { ownerId: memberOf(business, 'staff') })
    expect((await heard.next()).data.recordChanged.eventType).toBe('notification.created')
    const all = await staff(
      'mutation ($upTo: DateTime) { markAllNotificationsRead(input: { upTo: $upTo }) { unread userErrors { code } } }',
      { upTo: before },
    )
    expect(all.data.markAllNotificationsRead).toEqual({ unread: 1, userErrors: [] })
    expect((await heard.next()).data.recordChanged.eventType).toBe('notification.read')
    expect((await toldTo(staff)).notifications.map(({ readAt }) => readAt === null)).toEqual([
      true,
      false,
      false,
      false,
    ])
    // The owner's own is the first that the owner hears of.
    await givenTask(business.manager, { ownerId: memberOf(business, 'owner') })
    const [told] = (await toldTo(owner)).notifications
    expect((await byOwner.next()).data.recordChanged.id).toBe(told?.id)
    await device.close()
    await others.close()
    clock.set(testNow)
  })
})

describe('an appointment', () => {
  let calendar: TestCalendar

  beforeAll(async () => {
    calendar = await testCalendar(await testBusiness(server))
    await make(calendar.owner, 'StaffMember', {
      name: 'Yönetici',
      membershipId: memberOf(calendar.business, 'manager'),
      // Left out, it would be the member's own, and the two would be one team.
      departmentId: await make(calendar.owner, 'Department', { name: 'Öteki', branchId: calendar.branchId }),
      branchId: calendar.branchId,
    }).then(async (staffId) => {
      managersColumn = staffId
      await make(calendar.owner, 'StaffQualification', { staffId, serviceId: calendar.serviceId })
    })
  })
  let managersColumn: string

  it('is told to whose column it is when others book, move, give away or cancel it', async () => {
    const { owner, business } = calendar
    const booked = await calendar.booked({ startsAt: at('10:00') })
    const kinds = async (who: 'staff' | 'manager') =>
      (await toldTo(business[who])).notifications.map(({ kind }) => kind)
    expect((await toldTo(business.staff)).notifications[0]?.text).toBe(
      'Yeni randevunuz: Müşteri, 23 Kas Pzt 10:00',
    )
    const move = (version: number, more: object) =>
      act(owner, 'rescheduleAppointment', { id: booked.id, version, ...more })
    clock.advance(1_000)
    await move(1, { startsAt: at('15:00') })
    expect(await kinds('staff')).toEqual(['appointment.moved', 'appointment.assigned'])
    clock.advance(1_000)
    const given = await move(2, { staffId: managersColumn })
    expect(given.refused).toEqual([])
    expect(await kinds('manager')).toEqual(['appointment.assigned'])
    expect((await toldTo(business.staff)).notifications[0]).toMatchObject({
      kind: 'appointment.moved',
      count: 2,
      text: 'Bir randevunuz başka birine verildi.',
    })
    clock.advance(1_000)
    await act(owner, 'cancelAppointment', { id: booked.id, version: 3, reason: 'CUSTOMER' })
    expect(await kinds('manager')).toEqual(['appointment.cancelled', 'appointment.assigned'])
    expect((await toldTo(business.owner)).unread).toBe(0)
    clock.set(testNow)
  })

  it('is not told to whoever books it for themselves', async () => {
    const { unread } = await toldTo(calendar.business.staff)
    await calendar.book({ startsAt: at('17:00') }, calendar.business.staff)
    expect((await toldTo(calendar.business.staff)).unread).toBe(unread)
  })
})

describe('preferences', () => {
  it('list what may reach the person, take a kind off the panel, and keep wishes for channels that are not connected', async () => {
    const business = await testBusiness(server)
    const { owner, staff } = business
    const set = (input: object) =>
      staff(
        `mutation ($input: SetNotificationPreferenceInput!) { setNotificationPreference(input: $input) {
          preferences { kind channels { channel enabled connected } } userErrors { code field } } }`,
        { input },
      )
    const list = async (send: typeof staff) =>
      (await send('{ notificationPreferences { kind title { tr } channels { channel enabled connected } } }'))
        .data.notificationPreferences as { kind: string; channels: object[] }[]
    expect((await list(staff)).map(({ kind }) => kind)).not.toContain('import.finished')
    expect((await list(owner)).map(({ kind }) => kind)).toContain('import.finished')
    await set({ kind: 'task.assigned', channel: 'EMAIL', enabled: true })
    const { data } = await set({ kind: 'task.assigned', channel: 'PANEL', enabled: false })
    const mine = data.setNotificationPreference.preferences.find(
      ({ kind }: { kind: string }) => kind === 'task.assigned',
    )
    expect(mine.channels).toEqual([
      { channel: 'PANEL', enabled: false, connected: true },
      { channel: 'EMAIL', enabled: true, connected: false },
      { channel: 'SMS', enabled: false, connected: false },
      { channel: 'PUSH', enabled: false, connected: false },
    ])
    await givenTask(owner, { ownerId: memberOf(business, 'staff') })
    expect((await toldTo(staff)).unread).toBe(0)
    expect((await list(owner)).find(({ kind }) => kind === 'task.assigned')?.channels[0]).toMatchObject({
      enabled: true,
    })
    const refused = await set({ kind: 'import.finished', channel: 'PANEL', enabled: false })
    expect(refused.data.setNotificationPreference).toEqual({
      preferences: null,
      userErrors: [{ code: 'INVALID', field: ['kind'] }],
    })
  })
})

describe('a module that is switched off', () => {
  it('is told to the owner and the managers but not to whoever did it, by its name', async () => {
    const business = await testBusiness(server)
    const { data } = await business.owner(
      'mutation ($input: SwitchModuleOffInput!) { switchModuleOff(input: $input) { userErrors { code field } } }',
      { input: { module: 'revenue', reason: 'Deneme' } },
    )
    expect(data.switchModuleOff.userErrors).toEqual([])
    expect((await toldTo(business.manager)).notifications).toMatchObject([
      { kind: 'module.switched-off', text: expect.stringMatching(/^owner bir modülü kapattı: \S+/) },
    ])
    expect((await toldTo(business.owner)).unread).toBe(0)
    expect((await toldTo(business.staff)).unread).toBe(0)
  })
})
