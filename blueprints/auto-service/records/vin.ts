/** A chassis number without spaces in capital letters; null unless it has 17 signs of which none is I, O or Q. */
export function normaliseVin(entered: string): string | null {
  const text = entered.replace(/[\s-]/g, '').toUpperCase()
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(text) ? text : null
}

/**
 * Whether sign 9 of a VIN is its check digit, as SQL over the column. North America prescribes it and Europe mostly
 * ignores it, so a wrong one is a reason to look twice and never to refuse.
 */
export function vinCheckSql(column: string): string {
  const digits = `translate(${column}, 'ABCDEFGHJKLMNPRSTUVWXYZ', '12345678123457923456789')`
  const sum = `(select sum(substr(${digits}, w.place::int, 1)::int * w.weight)
    from unnest(array[8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]) with ordinality w(weight, place))`
  return `case when ${column} is not null then substr(${column}, 9, 1) = case ${sum} % 11 when 10 then 'X' else (${sum} % 11)::text end end`
}
