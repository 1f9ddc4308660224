/**
 * A second, deliberately simple reading of the demo exports. It shares no code with the product: its own
 * character loop splits the files, dates are string slices, amounts are digits. Other tests compare what the
 * product stored and computed with what stands here.
 *
 * Definitions, all at the fixed moment of the tests, 2026-11-20T14:20+03:00, unshifted. Istanbul is at +03:00
 * all year since 2016, so a local time is an instant by arithmetic.
 *
 * - REFUSED: an appointment row whose date does not exist in the calendar (IMPOSSIBLE_DATE), or whose customer
 *   number stands in no row of the customer file (UNKNOWN_CUSTOMER). Each such row repeats the number of a
 *   good row. No customer and no vehicle row is refused; an unusable telephone or e-mail only drops the value.
 * - IMPORTED: every other row. All counts, rates and sums below are over imported rows.
 * - CUSTOMERS AFTER MERGING: rows in file order; a row belongs to an earlier person with the same telephone
 *   (last ten digits, where the cell holds 10 to 12 digits); failing that to one with the same e-mail (lower
 *   case, with an @); failing that it is a new person. A person gathers the telephones and e-mails of its rows.
 * - OPEN: Onaylı (CONFIRMED) and Bekliyor (BOOKED). STALE: open and over (end <= now). RUNNING: open, begun
 *   (start <= now) and not over. AHEAD: open and not begun (start > now).
 * - REVENUE: the amounts of Geldi rows, in kuruş, on the local date of the appointment. Rows of 0,00 are counted
 *   apart (`freeOfCharge`) and add nothing.
 * - NO-SHOW RATE: Gelmedi / (Geldi + Gelmedi), by the date of the appointment. In percent, not rounded.
 * - CANCELLATION RATE: (İptal + Ertelendi) / all rows whatever their status, by the date of the appointment;
 *   `cancellationRateWithoutPostponedPct` leaves Ertelendi out of the numerator only.
 * - OVERLAP PAIRS: two open rows that end after now, of the same staff member (or the same resource), each of
 *   which starts before the other ends. Counted once per pair; does not depend on the order of the file.
 * - CONFLICTS: open rows that end after now, taken in file order: a row that overlaps an earlier accepted row by
 *   staff or by resource is a conflict and occupies nothing; otherwise it is accepted. This is what an import
 *   that goes through the file once must report. `conflictsWithFreeProcessing` lets the staff member go while
 *   colour takes effect (the resource stays taken), for the services given to `readOracle`.
 */
import { readFileSync } from 'node:fs'

const NOW = Date.UTC(2026, 10, 20, 11, 20)
const FOLDER = new URL('../../gateway/demo/exports/', import.meta.url)

export type OracleTenant = 'salon' | 'dental' | 'garage'

/** One row of an export; `line` is the physical line it starts on. */
export interface OracleRow {
  line: number
  cells: Record<string, string>
}

export interface OracleAppointment {
  line: number
  number: string
  customerNumber: string
  service: string
  staff: string
  resource: string
  /** Local date `YYYY-MM-DD` and time `HH:mm`. */
  date: string
  time: string
  /** Milliseconds since 1970. */
  start: number
  end: number
  statusWord: string
  /** Null where the cell is blank. */
  amountMinor: bigint | null
  paymentWord: string
}

export interface OracleCounts {
  rows: number
  geldi: number
  gelmedi: number
  iptal: number
  ertelendi: number
  onayli: number
  bekliyor: number
  noShowRatePct: number
  cancellationRatePct: number
  cancellationRateWithoutPostponedPct: number
}

/** Minutes of work, effect and finishing of a service whose staff member is free in between. */
export type OracleSegments = Record<string, [work: number, processing: number, finishing: number]>

/** The rows of one export with their physical lines. Knows `;`, `"` and the line breaks of these files only. */
export function oracleRows(file: string): OracleRow[] {
  const text = readFileSync(new URL(file, FOLDER), 'utf8').replace('\uFEFF', '')
  const table: { line: number; cells: string[] }[] = []
  let line = 1
  let current = { line, cells: [''] }
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i)
    const last = current.cells.length - 1
    if (c === '\n') line++
    if (c === '"' && quoted && text[i + 1] === '"') {
      current.cells[last] += '"'
      i++
    } else if (c === '"') quoted = !quoted
    else if (c === ';' && !quoted) current.cells.push('')
    else if (c === '\n' && !quoted) {
      table.push(current)
      current = { line, cells: [''] }
    } else if (c !== '\r') current.cells[last] += c
  }
  const headings = table[0]?.cells ?? []
  return table.slice(1).map((row) => ({
    line: row.line,
    cells: Object.fromEntries(headings.map((heading, i) => [heading, row.cells[i] ?? ''])),
  }))
}

/** The last ten digits of a telephone of 10 to 12 digits, which tell two Turkish numbers apart; else null. */
export function oraclePhone(cell: string): string | null {
  const digits = cell.replace(/[^0-9]/g, '')
  return digits.length >= 10 && digits.length <= 12 ? digits.slice(-10) : null
}

/** An address in lower case, or null where the cell holds no @. */
export function oracleEmail(cell: string): string | null {
  return cell.includes('@') ? cell.trim().toLowerCase() : null
}

/** `1.250,00 TL` as 125000n. */
export function oracleAmount(cell: string): bigint | null {
  return cell === '' ? null : BigInt(cell.replace(/[^0-9]/g, ''))
}

/** Everything the tests compare for one business. */
export function readOracle(tenant: OracleTenant, segments: OracleSegments = {}) {
  const customers = oracleRows(`${tenant}-customers.csv`)
  const known = new Set(customers.map((row) => row.cells['Müşteri No']))
  const appointmentRows = oracleRows(`${tenant}-appointments.csv`)
  const refused: { line: number; reason: 'IMPOSSIBLE_DATE' | 'UNKNOWN_CUSTOMER' }[] = []
  const imported: OracleAppointment[] = []
  for (const row of appointmentRows) {
    const appointment = toAppointment(row)
    if (!appointment) refused.push({ line: row.line, reason: 'IMPOSSIBLE_DATE' })
    else if (!known.has(appointment.customerNumber))
      refused.push({ line: row.line, reason: 'UNKNOWN_CUSTOMER' })
    else imported.push(appointment)
  }
  const open = imported.filter((a) => a.statusWord === 'Onaylı' || a.statusWord === 'Bekliyor')
  const notOver = open.filter((a) => a.end > NOW)
  return {
    customerRows: customers.length,
    appointmentRows: appointmentRows.length,
    people: mergePeople(customers),
    refused,
    imported,
    counts: countsOf(imported),
    /** The same counts over the rows of some local dates, both ends included. */
    countsBetween: (from: string, to: string) =>
      countsOf(imported.filter((a) => a.date >= from && a.date <= to)),
    stale: open.filter((a) => a.end <= NOW).map((a) => a.line),
    running: notOver.filter((a) => a.start <= NOW).map((a) => a.line),
    ahead: notOver.filter((a) => a.start > NOW).map((a) => a.line),
    revenue: revenueOf(imported),
    overlapPairs: { staff: pairs(notOver, 'staff'), resource: pairs(notOver, 'resource') },
    conflicts: conflictsOf(notOver, {}),
    conflictsWithFreeProcessing: conflictsOf(notOver, segments),
    medianPriceMinor: medians(imported),
  }
}

function toAppointment({ line, cells }: OracleRow): OracleAppointment | null {
  const written = cells.Tarih as string
  const date = `${written.slice(6, 10)}-${written.slice(3, 5)}-${written.slice(0, 2)}`
  const time = written.slice(11)
  const start = Date.parse(`${date}T${time}:00Z`) - 3 * 60 * 60 * 1000
  // JavaScript reads 31 February as 3 March or as nothing, depending on the engine; both differ from the text.
  const back = Number.isNaN(start) ? '' : new Date(start + 3 * 60 * 60 * 1000).toISOString().slice(0, 10)
  if (back !== date) return null
  return {
    line,
    number: cells['Randevu No'] as string,
    customerNumber: cells['Müşteri No'] as string,
    service: cells.Hizmet as string,
    staff: cells.Personel as string,
    resource: cells.Kaynak as string,
    date,
    time,
    start,
    end: start + Number(cells['Süre (dk)']) * 60_000,
    statusWord: cells.Durum as string,
    amountMinor: oracleAmount(cells.Tutar as string),
    paymentWord: cells.Ödeme as string,
  }
}

function mergePeople(rows: OracleRow[]) {
  const byPhone = new Map<string, number>()
  const byEmail = new Map<string, number>()
  /** Number of the person for each customer number in the file. */
  const personOf = new Map<string, number>()
  let people = 0
  let mergedByPhone = 0
  let mergedByEmail = 0
  for (const { cells } of rows) {
    const phone = oraclePhone(cells['Cep Telefonu'] as string)
    const email = oracleEmail(cells['E-posta'] as string)
    let person = phone === null ? undefined : byPhone.get(phone)
    if (person !== undefined) mergedByPhone++
    else {
      person = email === null ? undefined : byEmail.get(email)
      if (person !== undefined) mergedByEmail++
    }
    person ??= people++
    if (phone !== null && !byPhone.has(phone)) byPhone.set(phone, person)
    if (email !== null && !byEmail.has(email)) byEmail.set(email, person)
    personOf.set(cells['Müşteri No'] as string, person)
  }
  return { count: people, mergedByPhone, mergedByEmail, phones: byPhone.size, emails: byEmail.size, personOf }
}

function countsOf(rows: OracleAppointment[]): OracleCounts {
  const of = (word: string) => rows.filter((a) => a.statusWord === word).length
  const [geldi, gelmedi, iptal, ertelendi] = [of('Geldi'), of('Gelmedi'), of('İptal'), of('Ertelendi')]
  return {
    rows: rows.length,
    geldi,
    gelmedi,
    iptal,
    ertelendi,
    onayli: of('Onaylı'),
    bekliyor: of('Bekliyor'),
    noShowRatePct: (100 * gelmedi) / (geldi + gelmedi),
    cancellationRatePct: (100 * (iptal + ertelendi)) / rows.length,
    cancellationRateWithoutPostponedPct: (100 * iptal) / rows.length,
  }
}

function revenueOf(rows: OracleAppointment[]) {
  const byDay = new Map<string, bigint>()
  const byMethod = new Map<string, bigint>()
  let totalMinor = 0n
  let sales = 0
  let freeOfCharge = 0
  for (const row of rows.filter((a) => a.statusWord === 'Geldi')) {
    const amount = row.amountMinor ?? 0n
    if (amount === 0n) freeOfCharge++
    else sales++
    totalMinor += amount
    byDay.set(row.date, (byDay.get(row.date) ?? 0n) + amount)
    byMethod.set(row.paymentWord, (byMethod.get(row.paymentWord) ?? 0n) + amount)
  }
  return { totalMinor, sales, freeOfCharge, byDay, byMethod }
}

function pairs(rows: OracleAppointment[], by: 'staff' | 'resource'): [number, number][] {
  return rows.flatMap((a, i) =>
    rows
      .slice(i + 1)
      .filter((b) => a[by] === b[by] && a.start < b.end && b.start < a.end)
      .map((b): [number, number] => [a.line, b.line]),
  )
}

function conflictsOf(rows: OracleAppointment[], segments: OracleSegments): number[] {
  const taken: { subject: string; start: number; end: number }[] = []
  const conflicts: number[] = []
  for (const row of rows) {
    const wanted = [
      { subject: `resource ${row.resource}`, start: row.start, end: row.end },
      ...staffTimes(row, segments).map(([start, end]) => ({ subject: `staff ${row.staff}`, start, end })),
    ]
    const clash = wanted.some((w) =>
      taken.some((t) => t.subject === w.subject && t.start < w.end && w.start < t.end),
    )
    if (clash) conflicts.push(row.line)
    else taken.push(...wanted)
  }
  return conflicts
}

function staffTimes(row: OracleAppointment, segments: OracleSegments): [number, number][] {
  const minutes = segments[row.service]
  if (!minutes) return [[row.start, row.end]]
  const workEnd = row.start + minutes[0] * 60_000
  return [
    [row.start, workEnd],
    [workEnd + minutes[1] * 60_000, row.end],
  ]
}

function medians(rows: OracleAppointment[]): Record<string, bigint> {
  const paid: Record<string, bigint[]> = {}
  for (const { service, amountMinor } of rows) {
    if (amountMinor !== null) paid[service] = [...(paid[service] ?? []), amountMinor]
  }
  return Object.fromEntries(
    Object.entries(paid).map(([service, amounts]) => {
      const sorted = amounts.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
      const middle = sorted.length / 2
      const low = sorted[Math.ceil(middle) - 1] as bigint
      const high = sorted[Math.floor(middle)] as bigint
      return [service, (low + high) / 2n]
    }),
  )
}
