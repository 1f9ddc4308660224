import {
  type Attribute,
  type BlueprintDeclaration,
  type BlueprintOverride,
  type BlueprintSet,
  fieldOverrides,
  hiddenPlaces,
  type OverrideValue,
  type PanelNavigation,
  type RecordMeta,
  type RoleName,
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
import { widgetFields } from './widget-fields.ts'

/**
 * The panel that a role sees in a set of blueprints; `primary` gives words, screens and navigation, and the business's
 * own overrides change them.
 */
export function panelOf(
  set: BlueprintSet,
  primary: BlueprintDeclaration,
  role: RoleName,
  overrides: readonly BlueprintOverride[] = [],
): Panel {
  const { panel } = primary
  const said: Said = { required: requiredFieldsOf(set, overrides), fields: fieldOverrides(overrides) }
  const seen = set.relations.records.filter((meta) => !meta.internal && meta.access.see[role] !== 'none')
  const types = new Set(seen.map((meta) => meta.name))
  const hidden = hiddenPlaces(primary, overrides)
  const words = wordsOf(primary, overrides)
  return {
    blueprint: { key: primary.key, version: primary.version, accent: panel.accent, title: primary.title },
    words: Object.entries(words).map(([key, { one, many }]) => ({ key, one, many })),
    navigation: panel.navigation
      .filter((item) => isShown(item, role, types) && !hidden.has(item.key))
      .map(({ key, label, icon, path }) => ({ key, label: renamed(label, primary, words), icon, path })),
    screens: panel.screens.map((screen) => screenOf(screen, widgetFields(set, said.fields))),
    records: seen.map((meta) => recordOf(meta, role, said)),
    primaryAction: panel.primaryAction,
  }
}

interface Said {
  readonly required: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, OverrideValue>
}

type ShownFields = (widget: WidgetDeclaration) => PanelWidgetField[]

function isShown(item: PanelNavigation, role: RoleName, types: ReadonlySet<string>): boolean {
  return (!item.roles || item.roles.includes(role)) && (!item.record || types.has(item.record))
}

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

function recordOf(meta: RecordMeta, role: RoleName, { required, fields }: Said): PanelRecord {
  const acts = meta.access.act[role] !== 'none'
  const said = (attribute: Attribute) => fields.get(`${meta.name}.${attribute.name}`)
  const readable = [...meta.attributes.values()].filter(
    (attribute) =>
      attribute.privacy !== 'secret' &&
      (!attribute.visibleTo || attribute.visibleTo.includes(role)) &&
      !said(attribute)?.hidden,
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
