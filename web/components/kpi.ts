import type { Formats, Translated } from '../i18n/format.ts'
import type { Translate } from '../i18n/i18n.tsx'

/** A key figure of a day with the contract it is computed by. Decimals come as text, money in minor units. */
export interface KpiReading {
  id: string
  version: number
  title: Translated
  explanation: Translated
  /** Measures with plus and stroke, for those who want to check. */
  formula?: string | null
  unit: 'PERCENT' | 'COUNT' | 'MINOR' | 'DAYS'
  currency?: string | null
  windowDays: number
  comparison?: 'PREVIOUS_WINDOW' | 'SAME_WEEKDAY' | null
  value: string | null
  numerator?: string | null
  denominator?: string | null
  previous?: string | null
  delta?: string | null
  deltaPct?: string | null
  deltaDirection?: 'GOOD' | 'BAD' | 'NONE' | null
  trend?: readonly { day: string; value: string | null }[] | null
  asOf?: string | null
  action?: { label: Translated; path: string } | null
  /** Why there is no value, in the viewer's language. */
  error?: string | null
}

/** A value in the unit of its figure. */
export function inUnit(kpi: KpiReading, value: string | null | undefined, f: Formats): string | undefined {
  if (value === null || value === undefined) return undefined
  if (kpi.unit === 'MINOR') return f.money(value, kpi.currency)
  if (kpi.unit === 'PERCENT') return f.percent(Number(value))
  return f.number(Number(value), 1)
}

/** The figure and its unit for a narrow card: `₺14.650`, `%9,8`, or `₺486` with `bin`. */
export function kpiValue(kpi: KpiReading, f: Formats, t: Translate): [string, string] {
  if (kpi.value === null) return ['–', '']
  if (kpi.unit === 'MINOR') return f.moneyShort(kpi.value, kpi.currency)
  if (kpi.unit === 'DAYS') return [f.number(Number(kpi.value), 1), t('kpi.days')]
  return [inUnit(kpi, kpi.value, f) ?? '–', '']
}

/** Arrow, number and words. Colour says good or bad, never up or down. */
export function kpiDelta(kpi: KpiReading, f: Formats, t: Translate) {
  if (kpi.delta === null || kpi.delta === undefined) return undefined
  const words = comparedWords(kpi, f, t)
  const change = Number(kpi.delta)
  if (change === 0) return { icon: undefined, text: t('kpi.same'), words, direction: 'NONE' as const }
  const size = Math.abs(change)
  let text = f.number(size, 1)
  if (kpi.unit === 'PERCENT') text = t('kpi.points', { n: f.number(size, 1) })
  else if (kpi.unit === 'MINOR' && kpi.deltaPct) text = f.percent(Math.abs(Number(kpi.deltaPct)), 0)
  else if (kpi.unit === 'MINOR') text = f.moneyShort(size, kpi.currency).join(' ').trim()
  return { icon: change > 0 ? 'up' : 'down', text, words, direction: kpi.deltaDirection ?? 'NONE' }
}

/** The days a figure looks at: today, or the last so many. */
export function windowWords(kpi: KpiReading, t: Translate): string {
  return kpi.windowDays === 1 ? t('kpi.today') : t('kpi.lastDays', { n: kpi.windowDays })
}

/** What a figure is compared with, in a few words: `geçen cuma`, `önceki 28 gün`. */
export function comparedWords(kpi: KpiReading, f: Formats, t: Translate): string {
  if (kpi.comparison === 'SAME_WEEKDAY')
    return t('kpi.lastWeekday', { day: f.date(kpi.asOf ?? new Date(), 'weekdayLong') })
  return kpi.windowDays === 1 ? t('kpi.dayBefore') : t('kpi.windowBefore', { n: kpi.windowDays })
}
