import type {
  Attribute,
  BlueprintDeclaration,
  BlueprintSet,
  PanelNavigation,
  RecordMeta,
  RoleName,
  PanelScreen as ScreenDeclaration,
  PanelWidget as WidgetDeclaration,
} from '../../schema/index.ts'
import type { Panel, PanelRecord, PanelRecordField, PanelScreen, PanelWidget } from './panel.types.ts'

/** The panel that a role sees in a set of blueprints; `primary` gives words, screens and navigation. */
export function panelOf(set: BlueprintSet, primary: BlueprintDeclaration, role: RoleName): Panel {
  const { panel } = primary
  const required = new Set(set.blueprints.flatMap((blueprint) => blueprint.requiredFields))
  const seen = set.relations.records.filter((meta) => !meta.internal && meta.access.see[role] !== 'none')
  const types = new Set(seen.map((meta) => meta.name))
  return {
    blueprint: { key: primary.key, version: primary.version, accent: panel.accent, title: primary.title },
    words: Object.entries(primary.words).map(([key, { one, many }]) => ({ key, one, many })),
    navigation: panel.navigation
      .filter((item) => isShown(item, role, types))
      .map(({ key, label, icon, path }) => ({ key, label, icon, path })),
    screens: panel.screens.map((screen) => screenOf(screen)),
    records: seen.map((meta) => recordOf(meta, role, required)),
    primaryAction: panel.primaryAction,
  }
}

function isShown(item: PanelNavigation, role: RoleName, types: ReadonlySet<string>): boolean {
  return (!item.roles || item.roles.includes(role)) && (!item.record || types.has(item.record))
}

function screenOf({ key, title, widgets }: ScreenDeclaration): PanelScreen {
  return { key, title, widgets: widgets.map(widgetOf) }
}

function widgetOf({ key, kind, title, document, path, fields, options }: WidgetDeclaration): PanelWidget {
  return {
    key,
    kind,
    title: title ?? null,
    document: document ?? null,
    path: path ?? null,
    fields: [...(fields ?? [])],
    options: options ?? null,
  }
}

function recordOf(meta: RecordMeta, role: RoleName, required: ReadonlySet<string>): PanelRecord {
  const acts = meta.access.act[role] !== 'none'
  const readable = [...meta.attributes.values()].filter(
    (attribute) =>
      attribute.privacy !== 'secret' && (!attribute.visibleTo || attribute.visibleTo.includes(role)),
  )
  return {
    type: meta.name,
    title: meta.title,
    plural: meta.pluralTitle,
    verbs: acts ? [...meta.crud] : [],
    fields: readable.map((attribute) =>
      fieldOf(attribute, required.has(`${meta.name}.${attribute.name}`), acts && meta.crud.length > 0),
    ),
  }
}

function fieldOf(attribute: Attribute, bySector: boolean, written: boolean): PanelRecordField {
  const { name, kind, label, choice, optional, list, writable } = attribute
  return {
    name,
    kind: (attribute.derived?.as ?? kind).toUpperCase(),
    label,
    choices: Object.entries(choice?.values ?? {}).map(([value, words]) => ({ value, label: words })),
    required: bySector || (!optional && attribute.default === undefined && writable !== 'never'),
    list,
    writable: written && writable !== 'never',
  }
}
