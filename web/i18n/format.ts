import { zoned } from './zone.ts'

export type Locale = 'tr' | 'en'

/** A text of the panel data in both languages. */
export interface Translated {
  tr?: string | null
  en?: string | null
}

/** Ready-made formats for one language, time zone and currency. Money comes in minor units. */
export interface Formats {
  locale: Locale
  timeZone: string
  text(value: Translated | string | null | undefined): string
  number(value: number, digits?: number): string
  percent(value: number, digits?: number): string
  money(minor: number | string | null | undefined, currency?: string | null): string
  /** Large sums for small cards: `₺486 bin`, `₺1,2 mn`. The second part is the unit, if any. */
  moneyShort(minor: number | string, currency?: string | null): [string, string]
  time(instant: string | Date): string
  minute(minute: number): string
  day(day: string, style?: DayStyle): string
  date(instant: string | Date, style?: DayStyle): string
  dateTime(instant: string | Date): string
  duration(minutes: number): string
  /** For narrow places: minutes up to two hours, then whole hours. */
  durationShort(minutes: number): string
  phone(e164: string | null | undefined): string
  initials(name: string): string
  upper(text: string): string
  compare(a: string, b: string): number
  /** `10:00’da başlar` needs the suffix that fits how the number is said; English needs a word before it. */
  at(minute: number): string
}

/** short: 20 Kas · medium: 20 Kas 2026 · long: 20 Kasım 2026, Cuma · weekday: Cum · title: 20 Kasım Cuma */
export type DayStyle = 'short' | 'medium' | 'long' | 'weekday' | 'weekdayLong' | 'month' | 'title' | 'numeric'

const tags = { tr: 'tr-TR', en: 'en-GB' }

const styles: Record<Exclude<DayStyle, 'long' | 'title'>, Intl.DateTimeFormatOptions> = {
  short: { day: 'numeric', month: 'short' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  numeric: { day: '2-digit', month: '2-digit', year: 'numeric' },
  weekday: { weekday: 'short' },
  weekdayLong: { weekday: 'long' },
  month: { month: 'long', year: 'numeric' },
}

/** Locative after a clock time, by the last word spoken: dokuz’da, kırk beş’te, yirmi’de. */
function turkishAt(minute: number): string {
  const spoken = minute % 60 || Math.floor(minute / 60)
  const ones = ['', 'de', 'de', 'te', 'te', 'te', 'da', 'de', 'de', 'da']
  const tens = ['da', 'da', 'de', 'da', 'ta', 'de']
  return (spoken % 10 ? ones[spoken % 10] : tens[Math.floor(spoken / 10)]) ?? 'da'
}

/** Turkish numbers read in their usual groups; how others group is their own country's matter. */
function formatPhone(e164: string): string {
  const turkish = /^\+90(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(e164)
  return turkish ? `+90 ${turkish.slice(1).join(' ')}` : e164
}

/** Builds the formats; cheap to call again, but meant to be called once per language. */
export function makeFormats(locale: Locale, timeZone: string, currency: string): Formats {
  const tag = tags[locale]
  const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()
  const numbers = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options)
    if (!cache.has(key)) cache.set(key, new Intl.NumberFormat(tag, options))
    return cache.get(key) as Intl.NumberFormat
  }
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const key = `d${JSON.stringify(options)}`
    if (!cache.has(key)) cache.set(key, new Intl.DateTimeFormat(tag, options))
    return cache.get(key) as Intl.DateTimeFormat
  }
  const collator = new Intl.Collator(tag)
  const digitsOf = (unit: string) => {
    try {
      return numbers({ style: 'currency', currency: unit }).resolvedOptions().maximumFractionDigits ?? 2
    } catch {
      return 2
    }
  }
  const whole = { maximumFractionDigits: 0, minimumFractionDigits: 0 }

  const formats: Formats = {
    locale,
    timeZone,
    text(value) {
      if (!value) return ''
      if (typeof value === 'string') return value
      return value[locale] || value.tr || value.en || ''
    },
    number: (value, digits = 0) => numbers({ maximumFractionDigits: digits }).format(value),
    percent: (value, digits = 1) =>
      numbers({ style: 'percent', maximumFractionDigits: digits }).format(value / 100),
    money(minor, unit) {
      if (minor === null || minor === undefined || minor === '') return ''
      const code = unit || currency
      const amount = Number(minor) / 10 ** digitsOf(code)
      return numbers({
        style: 'currency',
        currency: code,
        currencyDisplay: 'narrowSymbol',
        ...(Number.isInteger(amount) ? whole : {}),
      }).format(amount)
    },
    moneyShort(minor, unit) {
      const code = unit || currency
      const amount = Number(minor) / 10 ** digitsOf(code)
      const short = (value: number, digits: number) =>
        numbers({
          style: 'currency',
          currency: code,
          currencyDisplay: 'narrowSymbol',
          minimumFractionDigits: 0,
          maximumFractionDigits: digits,
        }).format(value)
      if (Math.abs(amount) >= 1_000_000) return [short(amount / 1_000_000, 1), locale === 'tr' ? 'mn' : 'm']
      if (Math.abs(amount) >= 100_000) return [short(amount / 1000, 0), locale === 'tr' ? 'bin' : 'k']
      return [short(amount, 0), '']
    },
    time: (instant) => formats.minute(zoned(instant, timeZone).minute),
    minute: (minute) =>
      `${String(Math.floor(minute / 60) % 24).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`,
    day(day, style = 'medium') {
      const noon = new Date(`${day}T12:00:00Z`)
      const read = (options: Intl.DateTimeFormatOptions) =>
        dates({ ...options, timeZone: 'UTC' }).format(noon)
      if (style === 'long' || style === 'title') {
        const year = style === 'long' ? 'numeric' : undefined
        const date = read({ day: 'numeric', month: 'long', year })
        const weekday = read({ weekday: 'long' })
        if (locale === 'en') return `${weekday}${year ? ',' : ''} ${date}`
        return `${date}${year ? ',' : ''} ${weekday}`
      }
      // In Turkish a weekday within a sentence is written small.
      return style === 'weekdayLong' && locale === 'tr'
        ? read(styles[style]).toLocaleLowerCase(tag)
        : read(styles[style])
    },
    date: (instant, style) => formats.day(zoned(instant, timeZone).day, style),
    dateTime: (instant) => `${formats.date(instant, 'short')} ${formats.time(instant)}`,
    duration(minutes) {
      const hour = locale === 'tr' ? 'sa' : 'h'
      const minute = locale === 'tr' ? 'dk' : 'min'
      if (minutes < 120) return `${minutes} ${minute}`
      const rest = minutes % 60
      return `${Math.floor(minutes / 60)} ${hour}${rest ? ` ${rest} ${minute}` : ''}`
    },
    durationShort: (minutes) =>
      minutes < 120 ? formats.duration(minutes) : formats.duration(Math.round(minutes / 60) * 60),
    phone: (e164) => (e164 ? formatPhone(e164) : ''),
    initials(name) {
      const bare = name.replace(/^(Dt|Dr|Usta|Kalfa|Prof)\.?\s+/u, '')
      const words = bare.split(/\s+/u)
      const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}` : bare.slice(0, 2)
      return letters.toLocaleUpperCase(tag)
    },
    upper: (text) => text.toLocaleUpperCase(tag),
    compare: collator.compare,
    at: (minute) =>
      locale === 'tr' ? `${formats.minute(minute)}’${turkishAt(minute)}` : `at ${formats.minute(minute)}`,
  }
  return formats
}
