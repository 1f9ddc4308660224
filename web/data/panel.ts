import type { Translated } from '../i18n/format.ts'

/** Who looks at the panel. `staffMember` is set when the person also has a column in the calendar. */
export interface Viewer {
  user: { id: string; name: string; email: string }
  role: 'OWNER' | 'MANAGER' | 'STAFF'
  tenant: { id: string; name: string; timeZone: string; locale: string; currency: string }
  staffMember: { id: string } | null
  /** Every business that the viewer belongs to, the current one first. */
  memberships: {
    tenantId: string
    tenantName: string
    role: 'OWNER' | 'MANAGER' | 'STAFF'
    isCurrent: boolean
  }[]
  membership: { id: string } | null
}

/** The kinds of widget the panel can draw; a blueprint chooses among them and fills them with its own data. */
export type WidgetKind =
  | 'KPI_ROW'
  | 'CAPACITY_RULER'
  | 'NEXT_APPOINTMENTS'
  | 'RESOURCES_NOW'
  | 'RECORD_LIST'
  | 'RECORD_CARDS'
  | 'TIMELINE'
  | 'COMPONENT'

/** One value of a row: where it is (`customer.name`, `lines.nodes.0.title`) and how it reads. */
export interface WidgetField {
  name: string
  label: Translated
  format: string
}

/** A part of a screen: its own GraphQL document, the path to its rows in the answer, and how they look. */
export interface Widget {
  key: string
  kind: WidgetKind
  title: Translated | null
  /** Null where the panel asks for itself (the ruler, the next appointments) or nothing is asked. */
  document: string | null
  path: string | null
  fields: WidgetField[]
  options: Record<string, unknown> | null
}

export interface Screen {
  key: string
  title: Translated
  widgets: Widget[]
}

export interface NavigationItem {
  key: string
  label: Translated
  icon: string
  path: string
}

export interface RecordField {
  name: string
  kind: string
  label: Translated
  choices: { value: string; label: Translated }[]
  required: boolean
  list: boolean
}

export interface RecordKind {
  type: string
  title: Translated
  plural: Translated
  /** What the viewer may do with it in a form: create, update, archive. */
  verbs: string[]
  fields: RecordField[]
}

/** A module that the business does without now, and what there is to say about it. */
export interface DisabledModule {
  key: string
  title: Translated
  because: 'SWITCHED_OFF' | 'NOT_IN_PLAN'
  reason: string | null
  since: string | null
  endsAt: string | null
  by: string | null
  /** Places that are gone with it. */
  paths: string[]
}

/** The panel of one business as data: what the `panel` query answers. */
export interface Panel {
  blueprint: { key: string; version: number; accent: string; title: Translated }
  words: { key: string; one: Translated; many: Translated }[]
  navigation: NavigationItem[]
  screens: Screen[]
  records: RecordKind[]
  primaryAction: { label: Translated; icon: string; kind: string } | null
  disabledModules: DisabledModule[]
}
