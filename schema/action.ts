import type { Words } from './words.ts'

/** SQL expressions and predicates that an action's audience is written with; the names are those of KpiSqlInput. */
export interface ActionSqlInput {
  /** The tenant's id; compare it with `tenant_id` of every table. */
  readonly tenant: string
  /** Today in the tenant's time zone, a date. */
  readonly to: string
  /** The present moment, a timestamptz. */
  readonly now: string
  /** IANA name of the tenant's time zone. */
  readonly timeZone: string
  /** Usual days between two visits in the tenant's sector, an int. */
  readonly visitCycleDays: string
}

/**
 * Something that the business can do now about a key figure: whom it concerns, why, and what doing it is called. One
 * tap opens a call list of tasks for them; nobody is written to without a person seeing whom and why.
 */
export interface ActionDeclaration {
  /** Unique in the product, snake_case, e.g. `win_back`. */
  readonly key: string
  readonly icon: string
  /** What there is to do, e.g. "Win customers back". */
  readonly title: Words
  /** The button, two or three words. */
  readonly verb: Words
  /** Why now, in at most two lines. `{n}` is how many it concerns. */
  readonly why: Words
  /** The title of each person's task. */
  readonly task: Words
  /** Whether it is for business (who refused commercial calls is left out) or about a booking they have made. */
  readonly purpose: 'MARKETING' | 'TRANSACTIONAL'
  /** The KPI that it moves. */
  readonly moves: string
  /**
   * A SELECT of `customer_id` (uuid), `appointment_id` (uuid, null where there is none), `urgency` (numeric, the
   * highest first) and `facts` (jsonb that fills `{name}` in `reason`). Reach, archive and consent are added to it.
   */
  readonly audience: (input: ActionSqlInput) => string
  /** Why this person, e.g. "52 days since the last visit, usually 38". */
  readonly reason: Words
}
