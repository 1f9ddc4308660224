import { requiredFieldsOf } from '../blueprint-overrides.ts'
import type { RequestContext } from '../context.ts'
import { inputName } from '../derive/write-inputs.ts'
import type { RefusalReason } from '../errors.ts'
import type { Attribute } from '../record/attribute.ts'
import type { RecordMeta } from '../record/record-meta.ts'

/**
 * Reasons to refuse what the tenant's sectors want filled and a row leaves blank. An update answers only for what it
 * changes: whoever corrects a name is not asked for the telephone number that an import could not read.
 */
export function blanksOf(
  context: RequestContext,
  meta: RecordMeta,
  valueOf: (attribute: Attribute) => unknown,
  changed: readonly string[] = [...meta.attributes.keys()],
): RefusalReason[] {
  const wanted = requiredFieldsOf(context.set, context.principal?.overrides)
  return [...meta.attributes.values()]
    .filter(({ name }) => wanted.has(`${meta.name}.${name}`) && changed.includes(name))
    .filter((attribute) => [null, undefined, ''].includes(valueOf(attribute) as string | null | undefined))
    .map((attribute) => ({ code: 'REQUIRED_BY_TENANT', field: [inputName(attribute)] }))
}
