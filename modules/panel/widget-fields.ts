import {
  type BlueprintSet,
  type OverrideValue,
  type PanelField,
  type PanelWidget,
  type RecordMeta,
  recordMeta,
} from '../../schema/index.ts'

/**
 * The fields of a widget's rows as the business wants them: without those it hides, under the names that it gave. A
 * field that is computed, or reached through a list, stays as the sector declared it.
 */
export function widgetFields(
  set: BlueprintSet,
  overrides: ReadonlyMap<string, OverrideValue>,
): (widget: PanelWidget) => PanelField[] {
  if (overrides.size === 0) return ({ fields }) => [...(fields ?? [])]
  const byPlural = new Map(set.relations.records.map((meta) => [meta.plural, meta]))
  return ({ path, fields }) => {
    const root = byPlural.get(path?.split('.')[0] ?? '')
    return (fields ?? []).flatMap((field) => {
      const said = root && overrides.get(attributeAt(root, field.name.split('.')) ?? '')
      if (said?.hidden) return []
      return [said?.label ? { ...field, label: said.label } : field]
    })
  }
}

/** `Record.attribute` at the end of a path of references; undefined where the path leaves them. */
function attributeAt(meta: RecordMeta, [name = '', ...rest]: readonly string[]): string | undefined {
  const attribute = meta.attributes.get(name)
  if (!attribute) return undefined
  if (rest.length === 0) return `${meta.name}.${name}`
  return attribute.reference && attributeAt(recordMeta(attribute.reference.target()), rest)
}
