/**
 * One SQL text and its parameters. The tenant is always `$1`; every other value is added with its type, so that no
 * value ever becomes part of the text.
 */
export class Statement {
  readonly values: unknown[]
  #aliases = 0

  constructor(tenantId: string) {
    this.values = [tenantId]
  }

  readonly tenant = '($1::text)::uuid'

  /** A placeholder for `value`, cast to the PostgreSQL type. */
  value(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }

  alias(): string {
    this.#aliases += 1
    return `r${this.#aliases}`
  }

  /**
   * The whole message: sets the tenant for this statement alone and evaluates `plan` only after it is set, in one
   * round trip. `plan` is a scalar sub-select, so that PostgreSQL cannot run it before the condition; were the order
   * ever reversed, row-level security would return nothing.
   */
  text(plan: string): string {
    return (
      "with tenant as materialized (select set_config('app.tenant_id', $1::text, true) as id) " +
      `select case when tenant.id = $1::text then (${plan}) end as answer from tenant`
    )
  }
}

/** Sends one statement and returns the single value in its single row. */
export type Ask = (text: string, values: readonly unknown[]) => Promise<unknown>
