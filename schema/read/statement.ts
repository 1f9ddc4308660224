import type { Principal } from '../principal.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { Locale } from '../words.ts'
import type { Viewing } from './health-access.ts'

/** What a value that is not known yet is read from, once its statement is sent. */
export interface Moment {
  readonly principal: Principal
  /** Coerced variables of the operation. */
  readonly variables: Readonly<{ [name: string]: unknown }>
  /** Of the operation, for fields of the query that are written by hand. */
  readonly asked?: { readonly now: Date; readonly locale: Locale }
  /** For statements that write down what they show. */
  readonly viewing?: Viewing
}

/** A value that is known only when its statement is sent; `sample` is what it was when the statement was written. */
export class Slot {
  constructor(
    readonly read: (moment: Moment) => unknown,
    readonly sample: unknown,
  ) {}
}

/** `convert` of a value that is known, or of what a slot will hold. It may throw, at once or when the slot is read. */
export function mapped(given: unknown, convert: (value: unknown) => unknown): unknown {
  return given instanceof Slot
    ? new Slot((moment) => convert(given.read(moment)), given.sample)
    : convert(given)
}

/** One value made of several, any of which may be known only when their statement is sent. */
export function combined(
  given: readonly unknown[],
  combine: (values: readonly unknown[]) => unknown,
): unknown {
  if (!given.some((one) => one instanceof Slot)) return combine(given)
  return new Slot(
    (moment) => combine(given.map((one) => (one instanceof Slot ? one.read(moment) : one))),
    undefined,
  )
}

/**
 * One SQL text and its parameters. The tenant is always `$1`; every other value is added with its type, so that no
 * value ever becomes part of the text.
 */
export class Statement {
  readonly values: unknown[]
  #aliases = 0

  constructor(tenantId: unknown) {
    this.values = [tenantId]
  }

  readonly tenant: string = '$1::uuid'

  /** A placeholder for `value`, cast to the PostgreSQL type. */
  value(value: unknown, type: string): string {
    this.values.push(value)
    return `$${this.values.length}::${type}`
  }

  /** A placeholder for something of the person who asks. */
  viewer(principal: Principal, read: (principal: Principal) => unknown, type: string): string {
    return this.value(read(principal), type)
  }

  alias(): string {
    this.#aliases += 1
    return `r${this.#aliases}`
  }

  /**
   * Takes over a plan that was written with other parameters for the same tenant: they follow this statement's own.
   * Returns the plan with its placeholders renumbered.
   */
  adopted(bound: Bound, plan: string): string {
    const [tenantId, ...values] = bound.values
    if (tenantId !== this.values[0]) throw new Error('A statement is of one tenant only.')
    const before = this.values.length - 1
    this.values.push(...values)
    return plan.replace(/\$(\d+)/g, (tenant, number) =>
      number === '1' ? tenant : `$${Number(number) + before}`,
    )
  }
}

/** SQL of a template, as often as it is sent. */
export interface Finished {
  readonly sql: string
  /** The values of this moment. Throws what a slot throws for a value that cannot be used. */
  valuesAt(moment: Moment): unknown[]
}

/** A statement that is written once and sent for whoever asks the same: its values are slots, or true for everybody. */
export class Template extends Statement {
  constructor() {
    super(new Slot(({ principal }) => principal.tenantId, null))
  }

  override viewer(principal: Principal, read: (principal: Principal) => unknown, type: string): string {
    return this.value(new Slot((moment) => read(moment.principal), read(principal)), type)
  }

  /**
   * SQL that is written to its end, without the parameters that it does not mention: PostgreSQL refuses them. Their
   * slots are still read.
   */
  finished(sql: string): Finished {
    const numbers = [...sql.matchAll(/\$(\d+)/g)].map(([, number]) => Number(number))
    const mentioned = [...new Set([1, ...numbers])].sort((one, other) => one - other)
    return {
      sql: sql.replace(/\$(\d+)/g, (_, number) => `$${mentioned.indexOf(Number(number)) + 1}`),
      valuesAt: (moment) => {
        const values = this.values.map((value) => (value instanceof Slot ? value.read(moment) : value))
        return mentioned.map((number) => values[number - 1])
      },
    }
  }
}

/** The parameters of a plan; the tenant is the first. */
export interface Bound {
  readonly values: readonly unknown[]
}

/**
 * Answers a plan: a scalar sub-select over parameters, those of its statement. `health`: records that the plan marks
 * where it shows health data of them; the same message then writes that down.
 */
export type Ask = (bound: Bound, plan: string, health?: Iterable<RecordMeta>) => Promise<unknown>

/** Sends one message and returns the values of its single row. */
export type Send = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>

/** Every plan in a message of its own. */
export function askedAlone(send: Send): Ask {
  return async ({ values }, plan) => (await send(messageOf([plan]), values))[0]
}

/**
 * The whole message: sets the tenant for this message alone and evaluates the plans only after it is set, in one
 * round trip and one snapshot. Each plan is a scalar sub-select, so that PostgreSQL cannot run it before the
 * condition; were the order ever reversed, row-level security would return nothing. The single row has a column for
 * each plan, so that an answer keeps its type whatever it is asked together with.
 *
 * @param parts common table expressions that the plans read. PostgreSQL begins with a part when a plan reads it, and
 *   with those that write and are not read when the plans have been answered: after the tenant is set, in either case.
 * @param noted an insert of what the answers show, which it reads as `answered`: all of the message happens, or nothing.
 */
export function messageOf(
  plans: readonly string[],
  parts: readonly string[] = [],
  noted: string | null = null,
): string {
  const set = "set_config('app.tenant_id', ($1::uuid)::text, true)::uuid"
  const answers = (tenant: string) =>
    plans
      .map((plan, place) => `case when ${tenant} = $1::uuid then (${plan}) end as answer${place}`)
      .join(', ')
  // A message that only reads does without the scan of a common table expression, a tenth of what a record costs.
  if (noted === null && parts.length === 0) return `select ${answers(set)}`
  const tenant = `tenant as materialized (select ${set} as id)`
  if (noted === null)
    return `with ${[tenant, ...parts].join(', ')} select ${answers('tenant.id')} from tenant`
  const answered = `answered as materialized (select ${answers('tenant.id')} from tenant)`
  return `with ${[tenant, ...parts, answered, `noted as (${noted})`].join(', ')} select * from answered`
}
