import type { DemoTenant } from '../../gateway/demo/presets.ts'
import type { OracleAppointment, OracleSegments, readOracle } from './export-oracle.ts'

/**
 * Key figures counted by hand from the exports, minute by minute and person by person. It shares no code with the
 * product: loops over the rows of `readOracle`, dates as text, days as numbers.
 */
const dayMs = 24 * 3600_000

const dayNumber = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayMs
export const dateBefore = (date: string, days: number) =>
  new Date((dayNumber(date) - days) * dayMs).toISOString().slice(0, 10)

type Oracle = ReturnType<typeof readOracle>

/** Booked and working minutes of everyone who works on the day, one minute at a time. */
export function minutesOf(
  oracle: Oracle,
  demo: DemoTenant,
  segments: OracleSegments,
  date: string,
): { booked: number; working: number } {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7
  let booked = 0
  let working = 0
  for (const person of demo.staff) {
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      const within = (hours: readonly { weekday: number; opensAt: string; closesAt: string }[]) =>
        hours.some((one) => one.weekday === weekday && one.opensAt <= clock && clock < one.closesAt)
      if (!within(person.hours) || !within(demo.branch.hours)) continue
      working += 1
      const moment = Date.parse(`${date}T${clock}:00+03:00`)
      if (oracle.imported.some((row) => takes(row, oracle, segments, person.name, moment))) booked += 1
    }
  }
  return { booked, working }
}

function takes(
  row: OracleAppointment,
  oracle: Oracle,
  segments: OracleSegments,
  name: string,
  moment: number,
): boolean {
  if (row.staff !== name || moment < row.start || moment >= row.end) return false
  if (!['Geldi', 'Onaylı', 'Bekliyor'].includes(row.statusWord)) return false
  if (oracle.conflictsWithFreeProcessing.includes(row.line)) return false
  const [work, processing] = segments[row.service] ?? []
  if (work === undefined || processing === undefined) return true
  const minute = (moment - row.start) / 60_000
  return minute < work || minute >= work + processing
}

/** People who are at risk on the day, and all who ever came: one person, one category, one gap at a time. */
export function peopleAtRisk(
  oracle: Oracle,
  demo: DemoTenant,
  usualCycleDays: number,
  date: string,
): { atRisk: number; visitors: number } {
  const categoryOf = new Map(demo.services.map((service) => [service.name, service.category ?? '']))
  const visits = new Map<number, Map<string, Set<number>>>()
  const booked = new Set<number>()
  for (const row of oracle.imported) {
    const person = oracle.people.personOf.get(row.customerNumber)
    if (person === undefined) throw new Error(`${row.customerNumber} is nobody.`)
    if (row.date >= date && !['İptal', 'Ertelendi', 'Gelmedi'].includes(row.statusWord)) booked.add(person)
    if (row.statusWord !== 'Geldi') continue
    const category = categoryOf.get(row.service) ?? ''
    const ofPerson = visits.get(person) ?? new Map<string, Set<number>>()
    visits.set(person, ofPerson)
    const days = ofPerson.get(category) ?? new Set<number>()
    ofPerson.set(category, days)
    days.add(dayNumber(row.date))
  }
  let atRisk = 0
  for (const [person, categories] of visits) {
    if (booked.has(person)) continue
    const beyond = [...categories.values()].map((days) => {
      const sorted = [...days].sort((a, b) => a - b)
      const gaps = sorted
        .slice(1)
        .map((day, index) => day - (sorted[index] ?? 0))
        .sort((a, b) => a - b)
      const middle =
        ((gaps[Math.floor((gaps.length - 1) / 2)] ?? 0) + (gaps[Math.ceil((gaps.length - 1) / 2)] ?? 0)) / 2
      const cycle = Math.max(usualCycleDays / 4, sorted.length >= 3 ? middle : usualCycleDays)
      return (dayNumber(date) - (sorted.at(-1) ?? 0)) / cycle
    })
    const best = Math.min(...beyond)
    if (best > 1.3 && best <= 2) atRisk += 1
  }
  return { atRisk, visitors: visits.size }
}
