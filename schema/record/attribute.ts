import type { Words } from '../words.ts'
import type { RecordClass } from './record-meta.ts'

/** What an attribute tells about a person. It decides logging, export, erasure and access records. */
export type Privacy = 'none' | 'pii' | 'health' | 'body' | 'secret'

export type RoleName = 'owner' | 'manager' | 'staff'

export type AttributeKind =
  | 'text'
  | 'translated'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'flag'
  | 'choice'
  | 'instant'
  | 'date'
  | 'time'
  | 'email'
  | 'phone'
  | 'tags'
  | 'json'
  | 'reference'
  | 'derived'

/** What every attribute word accepts. */
export interface AttributeOptions {
  readonly label: Words
  /** Becomes the GraphQL description, and so the documentation. */
  readonly description?: string
  readonly privacy?: Privacy
  /** Roles that may read it; everyone else gets null and may not filter or order by it. Default: all. */
  readonly visibleTo?: readonly RoleName[]
  /** May be left out. Default: required. */
  readonly optional?: boolean
  /** Value of a row that does not give one; makes the attribute optional in create inputs only. */
  readonly default?: unknown
  /** Who may write it: callers always, only at creation, or only the product's own verbs. */
  readonly writable?: 'always' | 'create' | 'never'
  /** Shown in the panel's list of this record. */
  readonly list?: boolean
  /** At most one row of a tenant has a given value. */
  readonly unique?: boolean
}

export interface TextOptions extends AttributeOptions {
  readonly maxLength?: number
  /** Checks and normalises what was entered: the stored text, or null when it is not valid. */
  readonly normalise?: (entered: string) => string | null
}

export interface NumberOptions extends AttributeOptions {
  readonly min?: number
  readonly max?: number
}

export interface ChoiceOptions extends AttributeOptions {
  /** Name of the GraphQL enum. */
  readonly name: string
  /** Stored text = enum value; an open object, so that its order is the order on the screen. */
  readonly values: Readonly<Record<string, Words>>
}

export interface DerivedOptions extends AttributeOptions {
  readonly as: Exclude<AttributeKind, 'derived' | 'reference' | 'choice'>
  /** The value as an SQL expression over the row's alias; a pure function of the row and its tenant. */
  readonly sql: (row: string) => string
}

export interface ReferenceOptions extends Partial<AttributeOptions> {
  /** Field name of the list on the other side, e.g. `boats` on a customer. */
  readonly inverse?: string
  /** Whoever this record is assigned to also reaches the record it points at. */
  readonly carriesReach?: boolean
  /** `viewer`: a generated create fills it with the member who asks. */
  readonly fill?: 'viewer'
}

export interface Attribute {
  readonly name: string
  readonly kind: AttributeKind
  readonly column: string
  readonly label: Words
  readonly description?: string
  readonly privacy: Privacy
  readonly visibleTo?: readonly RoleName[]
  readonly optional: boolean
  readonly default?: unknown
  readonly writable: 'always' | 'create' | 'never'
  readonly list: boolean
  readonly unique: boolean
  readonly min?: number
  readonly max?: number
  readonly maxLength?: number
  readonly normalise?: (entered: string) => string | null
  readonly choice?: { readonly name: string; readonly values: Readonly<Record<string, Words>> }
  readonly derived?: { readonly as: AttributeKind; readonly sql: (row: string) => string }
  readonly reference?: {
    readonly target: () => RecordClass
    readonly inverse?: string
    readonly carriesReach: boolean
    readonly fill?: 'viewer'
  }
}

/** The kind whose wire form, filter and column an attribute has. */
export function valueKind(attribute: Attribute): AttributeKind {
  return attribute.derived?.as ?? attribute.kind
}
