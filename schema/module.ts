import type { ActionDeclaration } from './action.ts'
import type { RecordImportKind } from './import-kind.ts'
import type { AnyJob, ScheduleDeclaration } from './job.ts'
import type { Kpi, Measure } from './kpi.ts'
import type { DeclaredNotification, EventReaction, NotificationKind } from './notification.ts'
import type { ProviderDeclaration } from './provider.ts'
import type { RecordClass } from './record/record-meta.ts'
import type { SearchDeclaration } from './search.ts'
import type { Words } from './words.ts'
import type { ChangeObserver } from './write/change-observer.ts'

/** One event name a module writes, and what it means. */
export type EventDeclarations = Readonly<Record<string, Words>>

export interface ModuleDeclaration {
  /** Names the module in permissions and switches, e.g. `calendar`. */
  readonly key: string
  readonly title: Words
  /** False for what nothing works without: it has no switch and no line of its own in the permissions. Default: true. */
  readonly switchable?: boolean
  readonly records?: readonly RecordClass[]
  /** Hand-written resolver classes. */
  readonly resolvers?: readonly (new () => object)[]
  /** Codes that its mutations may answer with beside the common ones. */
  readonly refusals?: Readonly<Record<string, Words>>
  readonly events?: EventDeclarations
  /** Files that can be imported as its records. */
  readonly importKinds?: readonly RecordImportKind[]
  readonly jobs?: readonly AnyJob[]
  /** Services outside that a business may have an account with. */
  readonly providers?: readonly ProviderDeclaration[]
  /** Jobs that the clock starts, for every active tenant. */
  readonly schedules?: readonly ScheduleDeclaration[]
  readonly measures?: readonly Measure[]
  /** What can be done about its key figures with one tap. */
  readonly actions?: readonly ActionDeclaration[]
  readonly kpis?: readonly Kpi[]
  /** Records that the global search finds. */
  readonly searches?: readonly SearchDeclaration[]
  /** What members hear of when it happens. */
  readonly notifications?: readonly NotificationKind[]
  /** What follows, in the same transaction, from events of the whole set. */
  readonly react?: (kinds: readonly DeclaredNotification[]) => readonly EventReaction[]
  readonly observers?: readonly ChangeObserver[]
  /** Observers that follow from what a whole set declares, its blueprints included. */
  readonly observe?: (measures: readonly Measure[]) => readonly ChangeObserver[]
}

/** A core module: nouns that every business has. */
export function defineModule(declaration: ModuleDeclaration): ModuleDeclaration {
  return Object.freeze(declaration)
}
