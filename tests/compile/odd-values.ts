import type { Draw } from './draw.ts'

/** Texts on which escaping, folding, collation and patterns go wrong. */
export const oddTexts = [
  '', ' ', "O'Neil", '"', '\\', '\\"', 'a\\', '%', '_', '100%', 'a_b', 'Çiğdem', 'çiğdem', 'IŞIK', 'ışık', 'İpek', 'ipek',
  'Zeynep', 'é', 'e\u0301', '\u2028', '\u2029', '\u007f', '\u0001', '\t', '\n', '\r\n', '\b\f', '</script>', '😀', '👩‍👩‍👧', '{}', '[1]',
  'null', '$1', '{{', '\u0000'.slice(1), "');--", '1e3', '٣', '\ufeff', '\uffff',
] // biome-ignore format: one glance

export const oddIntegers = [0, 1, -1, 2, 17, 2_147_483_647, -2_147_483_648]

export const oddLongs = ['0', '-1', '1', '100', '9007199254740993', '-9007199254740993', '999999999999999999']

export const oddDecimals = ['0', '0.0', '-0.5', '1.50', '12.3400', '0.0000001', '12345678901234567890.5']

export const oddInstants = [
  '2026-11-20T11:20:00.000Z', '2026-11-20T14:20:00+03:00', '2026-11-20T11:20:00.123Z', '2026-11-20T11:20:00.123456Z',
  '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '1969-12-31T23:59:59.999Z', '2026-03-29T01:30:00Z', '2026-11-20T11:20Z',
] // biome-ignore format: one glance

export const oddDays = ['2026-11-20', '2024-02-29', '0001-01-01', '9999-12-31', '1970-01-01']

export const oddTimes = ['00:00', '23:59', '09:00', '12:30']

/** Ids of nothing that exists: of unknown prefixes, of none, in upper case, with a letter too few. */
export const oddIds = [
  'cus_01jd0000000000000000000000', 'xyz_01jd0000000000000000000000', 'cus_', '', 'cus', '01jd0000000000000000000000',
  'CUS_01JD0000000000000000000000', 'cus_01jd000000000000000000000', 'cus_81jd0000000000000000000000', 'ş_1', '__proto__',
] // biome-ignore format: one glance

/** JSON whose print depends on who prints it. */
export const oddJson: readonly unknown[] = [
  {}, [], 'text', 0, 1.5, true, { b: 1, a: [null, 1.5, 'ş'] }, { 10: 'ten', 9: 'nine', a: 1, '': 0 }, 1e21, 1e-7,
  { nested: { deep: [{ '"': '\\' }, ' '] } }, -0, [[]], '\u2028',
] // biome-ignore format: one glance

/** A value that a caller may write for a scalar, sound by its form; undefined for a type that has none here. */
export function oddValue(scalar: string, draw: Draw): unknown {
  const some: Readonly<Record<string, readonly unknown[]>> = {
    String: oddTexts,
    Int: oddIntegers,
    Long: oddLongs,
    Decimal: oddDecimals,
    DateTime: oddInstants,
    LocalDate: oddDays,
    LocalTime: oddTimes,
    ID: oddIds,
    Boolean: [true, false],
    Float: [0, 1.5, -1],
    JSON: oddJson,
  }
  const options = some[scalar]
  return options && draw.oneOf(options)
}
