import {
  type Attribute,
  mayRead,
  type Reader,
  type RecordMeta,
  reachSql,
  type Statement,
  valueSql,
} from '../../schema/index.ts'

/**
 * What the record behind a type and a UUID is called now, where its name says nothing of a person: a service, a
 * branch, a resource. Null for everything else, and for what the viewer cannot see.
 */
export function safeLabelSql(
  { principal, relations }: Reader,
  type: string,
  uuid: string,
  statement: Statement,
): string {
  const ways = relations.records.flatMap((record) => {
    const name = record.internal ? null : nameOf(record)
    if (!name || !mayRead(name, principal)) return []
    const row = statement.alias()
    const reach = reachSql(record, 'see', row, principal, relations, statement)
    const where = `${row}.tenant_id = ${statement.tenant} and ${row}.id = ${uuid} and ${reach}`
    return [
      `when '${record.name}' then (select ${valueSql(name, row)} from ${record.table} ${row} where ${where})`,
    ]
  })
  return ways.length > 0 ? `nullif(case ${type} ${ways.join(' ')} end, '')` : 'null::text'
}

const labels = ['name', 'title', 'code', 'key', 'provider']

function nameOf({ attributes }: RecordMeta): Attribute | null {
  for (const label of labels) {
    const attribute = attributes.get(label)
    if (attribute?.kind === 'text' && attribute.privacy === 'none') return attribute
  }
  return null
}
