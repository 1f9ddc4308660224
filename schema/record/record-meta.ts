import type { Words } from '../words.ts'
import type { Work } from '../write/work.ts'
import type { Attribute, RoleName } from './attribute.ts'

/** How far a role reaches: nothing, what is assigned to it, its team's, or the whole tenant's. */
export type Reach = 'none' | 'own' | 'team' | 'all'

export type Verb = 'see' | 'act'

export interface Access {
  readonly see: Readonly<Record<RoleName, Reach>>
  readonly act: Readonly<Record<RoleName, Reach>>
}

export interface RecordOptions {
  /** Prefix of its ids, three or four letters, unique in the product. */
  readonly prefix: string
  readonly title: Words
  readonly pluralTitle: Words
  /** Becomes the GraphQL description. */
  readonly description?: string
  readonly table: string
  /** Names of the root fields, when they are not the class name with a small letter and an s. */
  readonly singular?: string
  readonly plural?: string
  readonly access: Access
  /**
   * References that say whom a record is assigned to: to the assignee record itself, to a member, or to a record
   * whose reach this one shares.
   */
  readonly assignedBy?: readonly string[]
  /**
   * It hangs on a record of any kind and shares that record's reach: the attributes that hold the record's name and its
   * UUID, and the field that leads to it, a `Node`. Nobody sees or changes more of it than of what it hangs on.
   */
  readonly hangsOn?: { readonly type: string; readonly uuid: string; readonly field?: string }
  /** People are assigned to rows of this record (the staff). One record of the product. */
  readonly assignee?: boolean
  /** The people who sign in. What is assigned to one of them is theirs, whether they take appointments or not. */
  readonly member?: boolean
  /** Which generated mutations exist: true for all three. */
  readonly crud?: boolean | readonly ('create' | 'update' | 'archive')[]
  /** Start of its event names, e.g. `crm.note`; default: the singular name. */
  readonly events?: string
  /** Default order of its lists. Default: newest id first. */
  readonly order?: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  /** Completes or refuses a row before it is written by a generated mutation, e.g. derives its display name. */
  // biome-ignore lint/suspicious/noExplicitAny: the row is an instance of the declaring class
  readonly prepare?: (row: any, work: Work) => void | Promise<void>
  /** Kept out of the GraphQL schema: written and read by its module alone. */
  readonly internal?: boolean
}

// biome-ignore lint/suspicious/noExplicitAny: a constructor of whatever shape the declaration has
export type RecordClass<T extends object = any> = new (...args: any[]) => T

/** All that follows from one declaration. */
export interface RecordMeta extends Omit<RecordOptions, 'crud' | 'order'> {
  readonly name: string
  readonly class: RecordClass
  /** Key of the module or blueprint that declares it; set when it is composed. */
  module: string
  /** Whether its module can be switched off; set when it is composed. */
  switchable: boolean
  /** Whether its rows are somebody's own, by assignment; set when it is composed. */
  divided: boolean
  readonly singular: string
  readonly plural: string
  readonly events: string
  readonly crud: readonly ('create' | 'update' | 'archive')[]
  readonly order: readonly { readonly field: string; readonly direction: 'ASC' | 'DESC' }[]
  readonly attributes: ReadonlyMap<string, Attribute>
}
