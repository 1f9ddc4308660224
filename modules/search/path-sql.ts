import {
  type Attribute,
  attributeOf,
  mayRead,
  type Principal,
  type Reader,
  type RecordMeta,
  reachInto,
  reachSql,
  recordMeta,
  type Statement,
  valueSql,
} from '../../schema/index.ts'

/** An attribute of a row, or of what one of its references points at, as SQL; null when the viewer may not read it. */
export interface PathSql {
  readonly attribute: Attribute
  /** The attribute, or another column beside it, of the row it stands in. */
  sql(value?: (row: string) => string): string
}

export function pathSql(
  meta: RecordMeta,
  path: string,
  row: string,
  { principal, relations }: Reader,
  statement: Statement,
): PathSql | null {
  const [first = '', second] = path.split('.')
  const attribute = attributeOf(meta, first)
  if (!mayRead(attribute, principal)) return null
  if (second === undefined || !attribute.reference) {
    return { attribute, sql: (value = (one) => valueSql(attribute, one)) => value(row) }
  }
  const target = recordMeta(attribute.reference.target())
  const behind = attributeOf(target, second)
  if (!maySee(target, behind, principal)) return null
  return {
    attribute: behind,
    sql: (value = (one) => valueSql(behind, one)) => {
      const alias = statement.alias()
      const reach = reachSql(target, 'see', alias, principal, relations, statement)
      return `(select ${value(alias)} from ${target.table} ${alias} where ${alias}.tenant_id = ${row}.tenant_id
        and ${alias}.id = ${row}.${attribute.column} and ${reach})`
    },
  }
}

function maySee(meta: RecordMeta, attribute: Attribute, principal: Principal): boolean {
  return reachInto(meta, 'see', principal) !== 'none' && mayRead(attribute, principal)
}
