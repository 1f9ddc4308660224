import { existsSync } from 'node:fs'
import path from 'node:path'

/** One stretch of opening time; a weekday may have several. */
export interface DemoHours {
  /** ISO weekday, 1 is Monday. */
  weekday: number
  /** Local wall-clock times, `HH:mm`. */
  opensAt: string
  closesAt: string
}

export type DemoColor = 'teal' | 'blue' | 'violet' | 'pink' | 'orange' | 'yellow' | 'green' | 'slate'

export interface DemoStaff {
  /** Spelled as in the export, which names staff by it. */
  name: string
  color: DemoColor
  hours: readonly DemoHours[]
}

export interface DemoResource {
  /** Spelled as in the export. */
  name: string
  type: string
  /** Customers it serves at once. */
  capacity: number
}

export interface DemoService {
  /** Spelled as in the export. */
  name: string
  category: string
  durationMinutes: number
  /** Median of what the export's accepted rows say was paid, in kuruş. */
  priceMinor: bigint
  /** Together as long as the service; the staff member is free while a PROCESSING segment runs. */
  segments: ReadonlyArray<{ kind: 'WORK' | 'PROCESSING' | 'FINISHING'; minutes: number }>
  /** Types of resource that a new booking needs; the exports themselves put any service on any resource. */
  resourceTypes: readonly string[]
  /** Names of the staff who may give it: in the exports everybody does everything. */
  qualifiedStaff: readonly string[]
}

/** A business of the demo: what the exports do not say about themselves. */
export interface DemoTenant {
  /** First part of the sign-ins: `owner@salon.demo`. */
  key: 'salon' | 'dental' | 'garage'
  blueprint: 'hair-salon' | 'dental' | 'auto-service'
  name: string
  timeZone: string
  locale: 'tr'
  currency: 'TRY'
  branch: { name: string; hours: readonly DemoHours[] }
  staff: readonly DemoStaff[]
  resources: readonly DemoResource[]
  services: readonly DemoService[]
  /** Files in the order of import: customers before what refers to them. */
  exports: ReadonlyArray<{ kind: string; file: string }>
}

/**
 * When the exports were taken: Friday 20 November 2026, 14:20 in Istanbul. The first run moves this week to the
 * current one, so in that very week nothing moves. Every row up to 31 October is closed and every row from Monday
 * 2 November on is still open: the demo shows what a business finds that has not closed its days for three weeks.
 */
export const EXPORTS_TAKEN_AT = new Date('2026-11-20T14:20:00+03:00')

/** Monday to Saturday; no export has a row on a Sunday. */
function weekdays(opensAt: string, closesAt: string): DemoHours[] {
  return [1, 2, 3, 4, 5, 6].map((weekday) => ({ weekday, opensAt, closesAt }))
}

const work = (minutes: number) => [{ kind: 'WORK', minutes }] as const

/** Colour and care that has to take effect: the hands are free in between. */
const colour = (working: number, processing: number, finishing: number) =>
  [
    { kind: 'WORK', minutes: working },
    { kind: 'PROCESSING', minutes: processing },
    { kind: 'FINISHING', minutes: finishing },
  ] as const

function staffOf(colors: Record<string, DemoColor>, hours: readonly DemoHours[]): DemoStaff[] {
  return Object.entries(colors).map(([name, color]) => ({ name, color, hours }))
}

type ServiceRow = [
  name: string,
  category: string,
  segments: DemoService['segments'],
  price: bigint,
  resourceType: string,
]

function servicesOf(rows: readonly ServiceRow[], staff: readonly DemoStaff[]): DemoService[] {
  const qualifiedStaff = staff.map(({ name }) => name)
  return rows.map(([name, category, segments, priceMinor, resourceType]) => ({
    name,
    category,
    durationMinutes: segments.reduce((sum, { minutes }) => sum + minutes, 0),
    priceMinor,
    segments,
    resourceTypes: [resourceType],
    qualifiedStaff,
  }))
}

const common = { timeZone: 'Europe/Istanbul', locale: 'tr', currency: 'TRY' } as const

// The rows start between 09:00 and 18:45; by these closing times 99 % of them have ended (garage 96 %: a timing
// belt taken in at half past six is finished the next morning).
const salonHours = weekdays('09:00', '21:00')
const dentalHours = weekdays('09:00', '20:00')
const garageHours = weekdays('09:00', '21:00')

const salonStaff = staffOf(
  { Sevgi: 'teal', Cem: 'blue', Bahar: 'violet', Nuray: 'pink', Tülay: 'orange' },
  salonHours,
)
const dentalStaff = staffOf(
  { 'Dt. Pelin Uçar': 'teal', 'Dt. Levent Aksoy': 'blue', 'Dt. Hakan Sarı': 'violet' },
  dentalHours,
)
const garageStaff = staffOf(
  { 'Usta Sefa': 'orange', 'Usta Ramazan': 'green', 'Kalfa Yiğit': 'slate' },
  garageHours,
)

/** The three businesses that the first run creates. */
export const demoTenants: readonly DemoTenant[] = [
  {
    ...common,
    key: 'salon',
    blueprint: 'hair-salon',
    name: 'Nar Saç Tasarım',
    branch: { name: 'Kadıköy', hours: salonHours },
    staff: salonStaff,
    resources: [
      { name: 'Koltuk 1', type: 'CHAIR', capacity: 1 },
      { name: 'Koltuk 2', type: 'CHAIR', capacity: 1 },
      { name: 'Koltuk 3', type: 'CHAIR', capacity: 1 },
      { name: 'Yıkama', type: 'WASH', capacity: 1 },
      { name: 'Cilt cihazı', type: 'DEVICE', capacity: 1 },
    ],
    services: servicesOf(
      [
        ['Saç kesimi', 'Saç', work(45), 65_000n, 'CHAIR'],
        ['Fön', 'Saç', work(30), 35_000n, 'CHAIR'],
        ['Dip boya', 'Renk', colour(45, 40, 35), 187_500n, 'CHAIR'],
        ['Röfle / ombre', 'Renk', colour(75, 60, 45), 430_000n, 'CHAIR'],
        ['Keratin bakım', 'Bakım', colour(60, 50, 40), 365_000n, 'CHAIR'],
        ['Manikür', 'El ve tırnak', work(40), 45_000n, 'CHAIR'],
        ['Cilt bakımı', 'Cilt', work(60), 140_000n, 'DEVICE'],
      ],
      salonStaff,
    ),
    exports: [
      { kind: 'customers', file: 'salon-customers.csv' },
      { kind: 'appointments', file: 'salon-appointments.csv' },
    ],
  },
  {
    ...common,
    key: 'dental',
    blueprint: 'dental',
    name: 'Papatya Ağız ve Diş',
    branch: { name: 'Şişli', hours: dentalHours },
    staff: dentalStaff,
    resources: [
      { name: 'Oda 1', type: 'ROOM', capacity: 1 },
      { name: 'Oda 2', type: 'ROOM', capacity: 1 },
      { name: 'Röntgen', type: 'DEVICE', capacity: 1 },
    ],
    services: servicesOf(
      [
        ['Muayene', 'Muayene', work(20), 0n, 'ROOM'],
        ['Diş taşı temizliği', 'Koruyucu', work(40), 222_500n, 'ROOM'],
        ['Dolgu', 'Tedavi', work(45), 345_000n, 'ROOM'],
        ['Kanal tedavisi', 'Tedavi', work(90), 880_000n, 'ROOM'],
        ['Zirkonyum kron', 'Protez', work(60), 1_480_000n, 'ROOM'],
        ['İmplant', 'Cerrahi', work(120), 3_265_000n, 'ROOM'],
        ['Botoks', 'Estetik', work(30), 915_000n, 'ROOM'],
      ],
      dentalStaff,
    ),
    exports: [
      { kind: 'customers', file: 'dental-customers.csv' },
      { kind: 'appointments', file: 'dental-appointments.csv' },
    ],
  },
  {
    ...common,
    key: 'garage',
    blueprint: 'auto-service',
    name: 'Sefa Oto Servis',
    branch: { name: 'Nilüfer', hours: garageHours },
    staff: garageStaff,
    resources: [
      { name: 'Lift 1', type: 'LIFT', capacity: 1 },
      { name: 'Lift 2', type: 'LIFT', capacity: 1 },
      { name: 'Rot balans', type: 'ALIGNMENT', capacity: 1 },
    ],
    services: servicesOf(
      [
        ['Periyodik bakım', 'Bakım', work(120), 785_000n, 'LIFT'],
        ['Lastik değişimi', 'Lastik', work(45), 120_000n, 'LIFT'],
        ['Fren balata', 'Fren', work(90), 472_500n, 'LIFT'],
        ['Triger seti', 'Motor', work(300), 1_870_000n, 'LIFT'],
        ['Rot balans', 'Lastik', work(40), 110_000n, 'ALIGNMENT'],
        ['Klima gazı', 'Klima', work(60), 190_000n, 'LIFT'],
      ],
      garageStaff,
    ),
    exports: [
      { kind: 'customers', file: 'garage-customers.csv' },
      { kind: 'vehicles', file: 'garage-vehicles.csv' },
      { kind: 'appointments', file: 'garage-appointments.csv' },
    ],
  },
]

/**
 * Absolute path of an export. The CSV files stay in the source tree when the program is compiled to `dist/`,
 * so they are looked for from the project's own folder.
 *
 * @throws Error when the file is not part of this installation
 */
export function demoExportPath(file: string): string {
  let folder = import.meta.dirname
  while (folder !== path.dirname(folder)) {
    const candidate = path.join(folder, 'gateway', 'demo', 'exports', file)
    if (existsSync(candidate)) return candidate
    folder = path.dirname(folder)
  }
  throw new Error(`The demo export "${file}" is missing. It belongs in gateway/demo/exports.`)
}
