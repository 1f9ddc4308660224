import type { Kpi } from '../../schema/index.ts'

/** The two sides of a figure; a sum has no denominator. Null where nothing is known. */
export interface Sides {
  readonly numerator: bigint | null
  readonly denominator: bigint | null
}

export const noSides: Sides = { numerator: null, denominator: null }

/** A figure scaled by ten to the power of the KPI's decimals, so that it is exact; null when it has no value. */
export type Scaled = bigint | null

/** The value of a figure, halves rounded away from zero. A quotient over zero has none. */
export function figureValue(kpi: Kpi, { numerator, denominator }: Sides): Scaled {
  if (numerator === null) return null
  const scale = 10n ** BigInt(kpi.decimals)
  const isQuotient = kpi.unit === 'percent' || kpi.formula.kind === 'ratio'
  if (!isQuotient) return numerator * scale
  if (denominator === null || denominator === 0n) return null
  return divided(numerator * scale * (kpi.unit === 'percent' ? 100n : 1n), denominator)
}

/** `one / other`, rounded to a whole number, halves away from zero. */
export function divided(one: bigint, other: bigint): bigint {
  const negative = one < 0n !== other < 0n
  const [above, below] = [one < 0n ? -one : one, other < 0n ? -other : other]
  const rounded = (2n * above + below) / (2n * below)
  return negative ? -rounded : rounded
}

/** A scaled number as a decimal text, `-12.50`. */
export function decimalText(scaled: Scaled, decimals: number): string | null {
  if (scaled === null) return null
  const digits = String(scaled < 0n ? -scaled : scaled).padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return scaled < 0n ? `-${text}` : text
}
