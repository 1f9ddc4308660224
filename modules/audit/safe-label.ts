import type { Attribute, Reader, RecordMeta } from '../../schema/index.ts'

/**
 * What a record is called now, where its name says nothing of a person: a service, a branch, a resource. Null for
 * everything else, and for what the viewer cannot see.
 */
export async function safeLabel(reader: Reader, record: RecordMeta, uuid: string): Promise<string | null> {
  const name = nameOf(record)
  if (!name) return null
  const row = await reader.byId(record, uuid)
  const value = row?.[name]
  return typeof value === 'string' && value !== '' ? value : null
}

const labels = ['name', 'title', 'code', 'key', 'provider']

function nameOf(record: RecordMeta): string | null {
  const named = (attribute: Attribute) => attribute.kind === 'text' && attribute.privacy === 'none'
  return (
    labels.find((label) => {
      const attribute = record.attributes.get(label)
      return attribute && named(attribute)
    }) ?? null
  )
}
