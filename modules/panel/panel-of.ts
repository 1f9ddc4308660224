import {
  type Attribute,
  type BlueprintDeclaration,
  type BlueprintSet,
  fieldOverrides,
  hiddenPlaces,
  mayRead,
  type OverrideValue,
  type Principal,
  type RecordMeta,
  reachInto,
  requiredFieldsOf,
  type PanelScreen as ScreenDeclaration,
  type PanelWidget as WidgetDeclaration,
  type WordDeclaration,
  type Words,
  wordsOf,
} from '../../schema/index.ts'
import type {
  Panel,
  PanelRecord,
  PanelRecordField,
  PanelScreen,
  PanelWidget,
  PanelWidgetField,
} from './panel.types.ts'
import { isShown, mayBook } from './places.ts'
import { widgetFields } from './widget-fields.ts'
import { isAnswered } from './widget-needs.ts'

/** What follows from declarations and from who looks; what is switched off is added by whoever asked the database. */
export type DeclaredPanel = Omit<Panel, 'disabledModules'>

/**
 * The panel that somebody sees in a set of blueprints; `primary` gives words, screens and navigation, and the business's
 * own overrides change them.
 */
export function panelOf(set: BlueprintSet, primary: BlueprintDeclaration, viewer: Principal): DeclaredPanel {
  const { panel } = primary
  const { overrides } = viewer
  const said: Said = { required: requiredFieldsOf(set, overrides), fields: fieldOverrides(overrides) }
  const seen = set.relations.records.filter(
    (meta) => !meta.internal && reachInto(meta, 'see', viewer) !== 'none',
  )
  const hidden = hiddenPlaces(primary, overrides)
  const words = wordsOf(primary, overrides)
  return {
    blueprint: { key: primary.key, version: primary.version, accent: panel.accent, title: primary.title },
    words: Object.entries(words).map(([key, { one, many }]) => ({ key, one, many })),
    navigation: panel.navigation
      .filter((item) => isShown(set, item, viewer) && !hidden.has(item.key))
      .map(({ key, label, icon, path }) => ({ key, label: renamed(label, primary, words), icon, path })),
    screens: panel.screens.map((screen) =>
      screenOf(shownWidgets(set, screen, viewer), widgetFields(set, said.fields)),
    ),
    records: seen.map((meta) => recordOf(meta, viewer, said)),
    primaryAction: mayBook(set, viewer) ? panel.primaryAction : null,
  }
}

interface Said {
  readonly required: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, OverrideValue>
}

type ShownFields = (widget: WidgetDeclaration) => PanelWidgetField[]

/** A place that is named by one of the sector's words follows the business's own word. */
function renamed(
  label: Words,
  { words }: BlueprintDeclaration,
  own: Readonly<Record<string, WordDeclaration>>,
): Words {
  const [key, word] = Object.entries(words).find(([, { many }]) => isSame(many, label)) ?? []
  return (key && word !== own[key] && own[key]?.many) || label
}

function isSame(left: Words, right: Words): boolean {
  return left.tr === right.tr && left.en === right.en
}

function shownWidgets(set: BlueprintSet, screen: ScreenDeclaration, viewer: Principal): ScreenDeclaration {
  return { ...screen, widgets: screen.widgets.filter((widget) => isAnswered(set, widget, viewer)) }
}

function screenOf({ key, title, widgets }: ScreenDeclaration, shown: ShownFields): PanelScreen {
  return { key, title, widgets: widgets.map((widget) => widgetOf(widget, shown)) }
}

function widgetOf(widget: WidgetDeclaration, shown: ShownFields): PanelWidget {
  const { key, kind, title, document, path, options } = widget
  return {
    key,
    kind,
    title: title ?? null,
    document: document ?? null,
    path: path ?? null,
    fields: shown(widget),
    options: options ?? null,
  }
}

function recordOf(meta: RecordMeta, viewer: Principal, { required, fields }: Said): PanelRecord {
  const acts = reachInto(meta, 'act', viewer) !== 'none'
  const said = (attribute: Attribute) => fields.get(`${meta.name}.${attribute.name}`)
  const readable = [...meta.attributes.values()].filter(
    (attribute) => attribute.privacy !== 'secret' && mayRead(attribute, viewer) && !said(attribute)?.hidden,
  )
  return {
    type: meta.name,
    title: meta.title,
    plural: meta.pluralTitle,
    verbs: acts ? [...meta.crud] : [],
    fields: readable.map((attribute) =>
      fieldOf(
        attribute,
        required.has(`${meta.name}.${attribute.name}`),
        acts && meta.crud.length > 0,
        said(attribute)?.label,
      ),
    ),
  }
}

function fieldOf(
  attribute: Attribute,
  bySector: boolean,
  written: boolean,
  own: Words | undefined,
): PanelRecordField {
  const { name, kind, label, choice, optional, list, writable } = attribute
  return {
    name,
    kind: (attribute.derived?.as ?? kind).toUpperCase(),
    label: own ?? label,
    choices: Object.entries(choice?.values ?? {}).map(([value, words]) => ({ value, label: words })),
    required: bySector || (!optional && attribute.default === undefined && writable !== 'never'),
    list,
    writable: written && writable !== 'never',
  }
}
