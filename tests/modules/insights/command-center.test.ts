import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../../gateway/database/roles.ts'
import { testBusiness } from '../../support/business.ts'
import { type TestCalendar, testCalendar, uuidOf } from '../../support/calendar.ts'
import { graphqlClient } from '../../support/graphql-client.ts'
import { type PlantedAppointment, plantAppointment } from '../../support/insights.ts'
import { startTestServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let calendar: TestCalendar

const screen = `query ($day: LocalDate) { commandCenter(day: $day) { day kpis { id value missing error }
  nextAppointments { startsAt status staff { id } } alerts { key count title { tr } path } missing { part message } } }`

beforeAll(async () => {
  server = await startTestServer()
  calendar = await testCalendar(await testBusiness(server))
})
afterAll(() => server?.close())

async function plant(appointments: readonly Partial<PlantedAppointment>[]): Promise<void> {
  const { business, customerId, serviceId, staffId } = calendar
  await business.context.write(async (work) => {
    for (const one of appointments) {
      plantAppointment(work, business.branch.id, {
        customerId: uuidOf(customerId),
        serviceId: uuidOf(serviceId),
        staffId: uuidOf(staffId),
        startsAt: '2026-11-20T15:00:00+03:00',
        status: 'BOOKED',
        ...one,
      })
    }
  })
}

describe('commandCenter', () => {
  it('shows the cards of the core, the next five of today from now on, and what waits for somebody', async () => {
    const at = (time: string, day = '2026-11-20') => `${day}T${time}:00+03:00`
    await plant([
      { startsAt: at('17:00') },
      { startsAt: at('14:00'), status: 'CONFIRMED' },
      { startsAt: at('14:10'), status: 'IN_SERVICE' },
      { startsAt: at('15:00'), status: 'CANCELLED', cancelReason: 'OTHER' },
      { startsAt: at('16:00'), status: 'ARRIVED', staffId: uuidOf(calendar.strangerId) },
      { startsAt: at('18:00'), conflict: true },
      { startsAt: at('19:00') },
      { startsAt: at('20:00') },
      { startsAt: at('21:00') },
      { startsAt: at('12:00') },
      { startsAt: at('11:00'), staffId: uuidOf(calendar.strangerId) },
      { startsAt: at('09:00', '2026-11-21') },
    ])
    const { data, errors } = await calendar.owner(screen)
    expect(errors).toBeUndefined()
    const { day, kpis, nextAppointments, alerts, missing } = data.commandCenter
    expect(day).toBe('2026-11-20')
    expect(kpis.map(({ id }: { id: string }) => id)).toEqual([
      'revenue_today',
      'fill_rate_pct',
      'no_show_rate_pct',
      'at_risk_customers',
    ])
    const times = nextAppointments.map(({ startsAt }: { startsAt: string }) => startsAt.slice(11, 16))
    expect(times).toEqual(['11:00', '13:00', '14:00', '15:00', '16:00'])
    expect(alerts).toEqual([
      {
        key: 'STALE_APPOINTMENTS',
        count: 2,
        title: { tr: 'Sonucu girilmemiş geçmiş randevular' },
        path: '/calendar',
      },
      {
        key: 'APPOINTMENT_CONFLICTS',
        count: 1,
        title: { tr: 'Çakışan gelecek randevular' },
        path: '/calendar',
      },
    ])
    expect(missing).toEqual([])
  })

  it('shows staff what is theirs and their team’s', async () => {
    const { data } = await calendar.business.staff(screen)
    const seen = data.commandCenter.nextAppointments.map(({ staff }: { staff: { id: string } }) => staff.id)
    expect(seen).toHaveLength(5)
    expect(seen).not.toContain(calendar.strangerId)
    expect(data.commandCenter.alerts[0]).toMatchObject({ key: 'STALE_APPOINTMENTS', count: 1 })
  })

  it('shows another day from its morning on', async () => {
    const { data } = await calendar.owner(screen, { day: '2026-11-21' })
    expect(data.commandCenter).toMatchObject({
      day: '2026-11-21',
      nextAppointments: [{ startsAt: '2026-11-21T06:00:00.000Z' }],
    })
  })

  it('is empty for another business, and closed to strangers', async () => {
    const other = await testBusiness(server)
    const { data } = await other.owner(screen)
    expect(data.commandCenter).toMatchObject({ nextAppointments: [], alerts: [], missing: [] })
    const stranger = await graphqlClient(server.url)(screen)
    expect(stranger.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('stays up when a figure or a part cannot be read, and says which', async () => {
    // Working hours are read by one figure alone, services by two; appointments by everything but the ledger.
    const without = async (table: string) => {
      await withClient(server.database.ownerUrl, (client) =>
        client.query(`revoke select on ${table} from lonca_app`),
      )
      try {
        return await calendar.owner(screen)
      } finally {
        await withClient(server.database.ownerUrl, (client) =>
          client.query(`grant select on ${table} to lonca_app`),
        )
      }
    }
    const hours = await without('working_hours')
    expect(hours.errors).toBeUndefined()
    const byId = new Map(hours.data.commandCenter.kpis.map((kpi: { id: string }) => [kpi.id, kpi]))
    expect(byId.get('fill_rate_pct')).toEqual({
      id: 'fill_rate_pct',
      value: null,
      missing: 'FAILED',
      error: 'Bu gösterge şu anda hesaplanamıyor.',
    })
    expect(byId.get('revenue_today')).toMatchObject({ value: '0', missing: null })
    expect(hours.data.commandCenter.nextAppointments).toHaveLength(5)
    const appointments = await without('appointments')
    expect(appointments.errors).toBeUndefined()
    expect(appointments.data.commandCenter).toMatchObject({ nextAppointments: null, alerts: null })
    expect(appointments.data.commandCenter.missing.map(({ part }: { part: string }) => part).sort()).toEqual([
      'ALERTS',
      'NEXT_APPOINTMENTS',
    ])
    expect(appointments.data.commandCenter.kpis[0]).toMatchObject({ id: 'revenue_today', value: '0' })
  })

  it('follows a booking that was just made, without anything being folded', async () => {
    const before = (await calendar.owner(screen)).data.commandCenter.kpis[1].value
    await calendar.booked({ startsAt: '2026-11-20T14:30:00+03:00', staffId: calendar.colleagueId })
    const after = (await calendar.owner(screen)).data.commandCenter.kpis[1].value
    expect(Number(after)).toBeGreaterThan(Number(before))
  })
})
