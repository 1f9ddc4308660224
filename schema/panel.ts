import type { RoleName } from './record/attribute.ts'
import type { Words } from './words.ts'

/**
 * How a value is shown; the panel knows these and nothing else. `PLATE` is drawn as a plate, `CODE` as a short
 * number or letters in a frame that leads the row.
 */
export type FieldFormat =
  | 'TEXT' | 'LONG_TEXT' | 'NUMBER' | 'MONEY' | 'DATE' | 'DATE_TIME' | 'TIME' | 'FLAG' | 'PHONE' | 'EMAIL' | 'TAGS'
  | 'STATUS' | 'PLATE' | 'CODE' | 'PERSON' | 'KILOMETRES' | 'PROGRESS' // biome-ignore format: one glance

export type WidgetKind =
  | 'KPI_ROW' | 'CAPACITY_RULER' | 'NEXT_APPOINTMENTS' | 'RESOURCES_NOW' | 'RECORD_LIST' | 'RECORD_CARDS' | 'TIMELINE'
  | 'COMPONENT' // biome-ignore format: one glance

export interface PanelField {
  /** Path from a row of the widget's document, e.g. `customer.name` or `customer.notes.nodes.0.body`. */
  readonly name: string
  readonly label: Words
  readonly format: FieldFormat
}

export interface PanelWidget {
  readonly key: string
  readonly kind: WidgetKind
  readonly title?: Words
  /**
   * The GraphQL document that fills it, held against the blueprint's schema by its contract suite. The panel fills
   * the variables that it declares: `$today`, `$now`, `$from`, `$to` (the viewed day), `$weekday`, `$id` and
   * `$customer` (the customer whose page it is), `$staff` (the viewer's own member of staff).
   */
  readonly document?: string
  /** Where its rows are in the answer, e.g. `customer.appointments.nodes`. */
  readonly path?: string
  readonly fields?: readonly PanelField[]
  readonly options?: WidgetOptions
  /** Queries that it asks beside its document; it is hidden from whoever may not call one of them. */
  readonly needs?: readonly string[]
}

/** What a widget may be told beside its data; each kind reads what concerns it. */
export interface WidgetOptions {
  /** COMPONENT: `<blueprint key>/<file in its panel folder, without .tsx>`. */
  readonly component?: string
  /** Where it stands on a wide first screen. */
  readonly column?: 'main' | 'side'
  /** What a row opens; `linkPath` is where the row has the id of it. */
  readonly link?: 'customer' | 'none'
  readonly linkPath?: string
  /** Said when there are no rows. */
  readonly empty?: Words
  readonly more?: { readonly label: Words; readonly path: string }
  /** Types of record whose changes make it ask again. */
  readonly watch?: readonly string[]
  readonly icon?: string
  /** RECORD_CARDS: how far a row has come, and the values that mean waiting. */
  readonly steps?: {
    readonly field: string
    readonly values: readonly string[]
    readonly waiting?: readonly string[]
  }
  /** RECORD_CARDS: path of a short text in a corner of the card. */
  readonly badge?: string
  /** RESOURCES_NOW: where in the answer the day's appointments are, and which types of resource are shown. */
  readonly appointments?: string
  /** Facts that must not be missed, by field name; without a tone a fact is plain text. */
  readonly tones?: Readonly<Record<string, 'bad' | 'warning' | 'good' | 'info'>>
  /** Where a unit's row says what stands on it without an appointment of the day, and the text to show of each. */
  readonly occupants?: { readonly path: string; readonly label: string }
  readonly types?: readonly string[]
}

export interface PanelScreen {
  /** `today`, `calendar`, `customers`, `customer`, `import`, or one of the blueprint's own. */
  readonly key: string
  readonly title: Words
  readonly widgets: readonly PanelWidget[]
}

export interface PanelNavigation {
  readonly key: string
  readonly label: Words
  /** Name of an icon of the panel's sprite. */
  readonly icon: string
  readonly path: string
  /** Only these roles are shown it; default: everyone. */
  readonly roles?: readonly RoleName[]
  /** Type name of the record it is about: hidden from roles that may not see any. */
  readonly record?: string
  /** Queries that the place cannot do without: hidden from whoever may not call one of them. */
  readonly needs?: readonly string[]
}

export interface PanelDeclaration {
  /** One of the six tested pairs. */
  readonly accent: 'teal' | 'indigo' | 'steel' | 'plum' | 'clay' | 'forest'
  readonly navigation: readonly PanelNavigation[]
  readonly screens: readonly PanelScreen[]
  /** The panel's main "new" button. */
  readonly primaryAction: { readonly label: Words; readonly icon: string; readonly kind: 'BOOK_APPOINTMENT' }
}
