/** Long sums are put together from short ones, or what is there already would be copied with each piece. */
const maxPieces = 8

type Piece = { readonly literal: string } | { readonly sql: string }

/** JSON that PostgreSQL puts together: fixed text, and SQL expressions that yield JSON text and are never null. */
export class JsonText {
  readonly #pieces: Piece[] = []

  literal(text: string): this {
    const last = this.#pieces.at(-1)
    if (last && 'literal' in last) this.#pieces[this.#pieces.length - 1] = { literal: last.literal + text }
    else this.#pieces.push({ literal: text })
    return this
  }

  sql(expression: string): this {
    this.#pieces.push({ sql: expression })
    return this
  }

  append(other: JsonText): this {
    for (const piece of other.#pieces) {
      if ('literal' in piece) this.literal(piece.literal)
      else this.#pieces.push(piece)
    }
    return this
  }

  /** The whole as one SQL expression of type text. */
  toSql(): string {
    const parts = this.#pieces.map((piece) => ('literal' in piece ? quoted(piece.literal) : piece.sql))
    return concatenated(parts.length > 0 ? parts : ["''::text"])
  }
}

/** An object whose members are written one after the other. */
export function jsonObject(members: Iterable<readonly [key: string, value: JsonText]>): JsonText {
  const text = new JsonText().literal('{')
  let comma = ''
  for (const [key, value] of members) {
    text.literal(`${comma}${JSON.stringify(key)}:`).append(value)
    comma = ','
  }
  return text.literal('}')
}

export function jsonLiteral(value: unknown): JsonText {
  return new JsonText().literal(JSON.stringify(value))
}

/** An SQL literal; only what a schema or a document spells comes here, never a value. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'::text`
}

/** `concat` would do, but looks up how each argument is written with every row. */
function concatenated(parts: readonly string[]): string {
  const [only] = parts
  if (parts.length === 1 && only) return only
  if (parts.length <= maxPieces) return `(${parts.join(' || ')})`
  const groups: string[] = []
  for (let start = 0; start < parts.length; start += maxPieces) {
    groups.push(concatenated(parts.slice(start, start + maxPieces)))
  }
  return concatenated(groups)
}

/** Stops a statement whose answer would be null where the schema promises a value; see migration 0017. */
export const hidden = 'lonca_hidden()'

/** A sum of which a part is null is null: rows whose text is null would be missed by nobody. */
export function neverNull(expression: string): string {
  return `coalesce(${expression}, ${hidden})`
}
