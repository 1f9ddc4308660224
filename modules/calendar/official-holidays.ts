import { Temporal } from 'temporal-polyfill'
import type { Words } from '../../schema/index.ts'

/** A day on which offices are closed by law, or from a time on. */
export interface OfficialHoliday {
  /** Unique within a year, e.g. `republic-day`. */
  readonly key: string
  readonly title: Words
  readonly day: string
  /** Half days: until when it is open. */
  readonly closesAt: string | null
  /** Where the date comes from. */
  readonly source: string
}

interface FixedHoliday {
  readonly key: string
  readonly title: Words
  /** Month and day, `10-29`. */
  readonly on: string
  readonly closesAt?: string
  /** First and last year in which the law says so. */
  readonly since: number
  readonly until?: number
}

const law = 'Law no. 2429 on national and general holidays'

const fixed: readonly FixedHoliday[] = [
  { key: 'new-year', title: { en: "New Year's Day", tr: 'Yılbaşı' }, on: '01-01', since: 1981 },
  {
    key: 'sovereignty-and-children',
    title: { en: "National Sovereignty and Children's Day", tr: 'Ulusal Egemenlik ve Çocuk Bayramı' },
    on: '04-23',
    since: 1981,
  },
  {
    key: 'labour',
    title: { en: 'Labour and Solidarity Day', tr: 'Emek ve Dayanışma Günü' },
    on: '05-01',
    since: 2009,
  },
  {
    key: 'youth-and-sports',
    title: {
      en: 'Commemoration of Atatürk, Youth and Sports Day',
      tr: 'Atatürk’ü Anma, Gençlik ve Spor Bayramı',
    },
    on: '05-19',
    since: 1981,
  },
  {
    key: 'democracy-and-unity',
    title: { en: 'Democracy and National Unity Day', tr: 'Demokrasi ve Millî Birlik Günü' },
    on: '07-15',
    since: 2017,
  },
  { key: 'victory', title: { en: 'Victory Day', tr: 'Zafer Bayramı' }, on: '08-30', since: 1981 },
  {
    key: 'republic-eve',
    title: { en: 'Eve of Republic Day', tr: 'Cumhuriyet Bayramı arifesi' },
    on: '10-28',
    closesAt: '13:00',
    since: 1981,
  },
  { key: 'republic', title: { en: 'Republic Day', tr: 'Cumhuriyet Bayramı' }, on: '10-29', since: 1981 },
]

/** First days of the two religious holidays, as the calendar of the Presidency of Religious Affairs gives them. */
const religious: Readonly<Record<number, { readonly ramadan: string; readonly sacrifice: string }>> = {
  2026: { ramadan: '2026-03-20', sacrifice: '2026-05-27' },
  2027: { ramadan: '2027-03-09', sacrifice: '2027-05-16' },
}
const calendar = 'Diyanet İşleri Başkanlığı, dini günler takvimi'

const firstYear = 2026

/** The official holidays of a year in order; null for a year whose religious holidays are not in the table. */
export function officialHolidays(year: number): OfficialHoliday[] | null {
  const dates = religious[year]
  if (!dates || year < firstYear) return null
  const days = [
    ...fixed
      .filter(({ since, until }) => since <= year && (until === undefined || year <= until))
      .map(({ key, title, on, closesAt }) => ({
        key,
        title,
        day: `${year}-${on}`,
        closesAt: closesAt ?? null,
        source: law,
      })),
    ...feast('ramadan', { en: 'Ramadan Feast', tr: 'Ramazan Bayramı' }, dates.ramadan, 3),
    ...feast('sacrifice', { en: 'Feast of Sacrifice', tr: 'Kurban Bayramı' }, dates.sacrifice, 4),
  ]
  return days.sort((one, other) => one.day.localeCompare(other.day))
}

/** The afternoon of the eve, and the days. */
function feast(key: string, title: Words, first: string, length: number): OfficialHoliday[] {
  const start = Temporal.PlainDate.from(first)
  const eve: OfficialHoliday = {
    key: `${key}-eve`,
    title: { en: `Eve of the ${title.en}`, tr: `${title.tr} arifesi` },
    day: start.subtract({ days: 1 }).toString(),
    closesAt: '13:00',
    source: calendar,
  }
  const days = Array.from({ length }, (_, index) => ({
    key: `${key}-${index + 1}`,
    title: { en: `${title.en}, day ${index + 1}`, tr: `${title.tr} ${index + 1}. gün` },
    day: start.add({ days: index }).toString(),
    closesAt: null,
    source: calendar,
  }))
  return [eve, ...days]
}
