import { blank, type CellParser, type CellReading, type ReadingContext, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

/** Signs and words that stand beside an amount, by ISO 4217 code. */
const CURRENCY_SIGNS: Record<string, string> = {
  '₺': 'TRY',
  TL: 'TRY',
  YTL: 'TRY',
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  EURO: 'EUR',
  AVRO: 'EUR',
  '£': 'GBP',
}

/** The largest amount taken, in minor units: ten thousand million of a currency with two decimals. */
const LARGEST_MINOR = 1_000_000_000_000n

/**
 * An amount of the business's currency in minor units (kuruş): `1.250,00 TL` is 125000n, and so are
 * `1.250,00 ₺`, `1250.00`, `1,250.00` and `1 250,00`. `1.250` and `1,250` are one thousand to one writer and
 * one and a quarter to another, so they are refused as ambiguous unless the context says which mark is the
 * decimal one. Negative amounts and other currencies are refused, nothing is rounded.
 */
export const amountCell: CellParser<bigint> = (text, context) => {
  const given = plainText(text)
  if (given === '') return blank
  const parts = /^([^\d.,+-]*)([+-]?)\s*([\d][\d .,']*)\s*([^\d.,+-]*)$/.exec(given)
  if (!parts) return unread(cellProblem('UNREADABLE_AMOUNT', { given }))
  const currency = currencyOf(`${parts[1]}${parts[4]}`.trim(), context)
  if (currency === null) return unread(cellProblem('UNREADABLE_AMOUNT', { given }))
  if (currency !== context.currency)
    return unread(cellProblem('FOREIGN_CURRENCY', { given, expected: context.currency }))
  const minor = minorUnits((parts[3] as string).trim(), given, context)
  if (minor.ok && minor.value && parts[2] === '-') return unread(cellProblem('NEGATIVE_AMOUNT', { given }))
  return minor
}

function currencyOf(sign: string, context: ReadingContext): string | null {
  if (sign === '') return context.currency
  const upper = sign.toUpperCase().replace(/\.$/, '')
  return CURRENCY_SIGNS[upper] ?? (/^[A-Z]{3}$/.test(upper) ? upper : null)
}

function minorUnits(digits: string, given: string, context: ReadingContext): CellReading<bigint> {
  const problem = (code: 'UNREADABLE_AMOUNT' | 'AMBIGUOUS_AMOUNT') => unread(cellProblem(code, { given }))
  // One mark with three digits behind it and one to three before: thousands or thousandths.
  const lone = /^([1-9]\d{0,2})([.,])(\d{3})$/.exec(digits)
  const places = decimalPlaces(context.currency)
  if (lone && !context.decimalMark && places > 0) return problem('AMBIGUOUS_AMOUNT')
  const mark = lone ? context.decimalMark : decimalMarkOf(digits)
  const at = mark ? digits.lastIndexOf(mark) : -1
  const whole = at < 0 ? digits : digits.slice(0, at)
  const fraction = at < 0 ? '' : digits.slice(at + 1)
  const isGrouped = /^\d{1,3}([ .,'])\d{3}(?:\1\d{3})*$/.test(whole)
  if (!isGrouped && !/^\d+$/.test(whole)) return problem('UNREADABLE_AMOUNT')
  if (!/^\d*$/.test(fraction) || fraction.length > places || (at >= 0 && fraction === ''))
    return problem('UNREADABLE_AMOUNT')
  const minor = BigInt(whole.replace(/\D/g, '') + fraction.padEnd(places, '0'))
  return minor > LARGEST_MINOR ? problem('UNREADABLE_AMOUNT') : read(minor)
}

/** The mark that starts the decimals: the last of two different ones, or a lone one not followed by three digits. */
function decimalMarkOf(digits: string): string | null {
  const marks = digits.match(/[.,]/g) ?? []
  const last = marks.at(-1)
  if (!last) return null
  if (marks.some((mark) => mark !== last)) return last
  return marks.length === 1 ? last : null
}

const decimals = new Map<string, number>()

/** Decimals of a currency (ISO 4217, as the runtime's CLDR has them): 2 for TRY, 0 for JPY. */
function decimalPlaces(currency: string): number {
  let known = decimals.get(currency)
  if (known === undefined) {
    const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    known = options.maximumFractionDigits ?? 2
    decimals.set(currency, known)
  }
  return known
}
