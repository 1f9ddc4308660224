import { useSearchParams } from '@solidjs/router'
import { createMemo } from 'solid-js'
import { now } from '../../clock.ts'
import { createDay } from '../../data/day.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { zoned } from '../../i18n/zone.ts'
import { useSession } from '../../session.tsx'
import { columnsByResource, columnsByStaff, dayBounds } from './day-model.ts'
import { nameOfType } from './type-names.ts'

/** Everything the calendar shows, kept in the address so that a link opens the same view. */
export function createCalendar() {
  const { t } = useI18n()
  const { viewer } = useSession()
  const timeZone = viewer.tenant.timeZone
  const [params, setParams] = useSearchParams<{
    d?: string
    by?: string
    a?: string
    who?: string
    view?: string
    list?: string
  }>()
  const present = createMemo(() => zoned(now(), timeZone))
  const day = () => (/^\d{4}-\d{2}-\d{2}$/.test(params.d ?? '') ? (params.d as string) : present().day)
  const isToday = () => day() === present().day
  const schedule = createDay(day)
  const appointments = createMemo(() =>
    schedule.appointments().filter((one) => zoned(one.startsAt, timeZone).day === day()),
  )
  const resourceTypes = createMemo(() => [
    ...new Set((schedule.data()?.resources ?? []).map(({ resource }) => resource.type)),
  ])
  const by = () => (params.by && resourceTypes().includes(params.by) ? params.by : 'staff')
  const input = () => {
    const data = schedule.data()
    const earliest = isToday() ? present().minute : 0
    return data && { day: data, timeZone, earliest, appointments: appointments() }
  }
  const staffColumns = createMemo(() => {
    const found = input()
    return found ? columnsByStaff(found, t('calendar.nobody')) : []
  })
  const columns = createMemo(() => {
    const found = input()
    if (!found || by() === 'staff') return staffColumns()
    return columnsByResource(found, by())
  })
  const conflicts = createMemo(() =>
    columns().flatMap((column) => column.blocks.filter((block) => block.conflict)),
  )
  const typeName = (type: string) =>
    nameOfType(
      type,
      (schedule.data()?.resources ?? []).map(({ resource }) => resource),
    )
  return {
    timeZone,
    present,
    day,
    isToday,
    schedule,
    appointments,
    resourceTypes,
    typeName,
    by,
    columns,
    staffColumns,
    conflicts,
    bounds: createMemo(() => dayBounds(columns())),
    view: () => (params.view === 'list' ? 'list' : 'day') as 'list' | 'day',
    setView: (view: 'list' | 'day') => setParams({ view: view === 'day' ? undefined : view }),
    /** Phone: whose appointments; undefined is everyone's. */
    who: () => params.who,
    setWho: (who: string | undefined) => setParams({ who }),
    setBy: (value: string) => setParams({ by: value === 'staff' ? undefined : value }),
    setDay: (value: string) => setParams({ d: value === present().day ? undefined : value, a: undefined }),
    opened: createMemo(() => appointments().find((one) => one.id === params.a)),
    open: (id: string | undefined) => setParams({ a: id }),
    /** Appointments of any day that wait for somebody: conflicts to come, or past ones without an outcome. */
    waiting: () => (params.list === 'stale' || params.list === 'conflicts' ? params.list : undefined),
    setWaiting: (list: 'stale' | 'conflicts' | undefined) => setParams({ list, a: undefined }),
    openOn: (date: string, id: string) => setParams({ d: date === present().day ? undefined : date, a: id }),
  }
}

export type Calendar = ReturnType<typeof createCalendar>
