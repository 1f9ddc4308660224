import type { RequestContext } from '../context.ts'
import { decodeId, newId } from '../ids.ts'
import { reachSql } from '../read/reach.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { blanksOf } from './blanks.ts'
import { enteredValues, filledWithViewer } from './entered-values.ts'
import type { WriteStatement, Written } from './write-statement.ts'

type Input = Readonly<{ [name: string]: unknown }>

/**
 * The generated create as one statement: row and event are written where every reference leads to something that the
 * viewer sees and the row itself is theirs to make. Null when it wrote nothing; the transaction then says why.
 */
export async function createAtOnce(
  context: RequestContext,
  meta: RecordMeta,
  input: Input,
): Promise<Written | null> {
  if (meta.prepare) return null
  return context.writeAtOnce((statement) => {
    const values = enteredColumns(statement, meta, input)
    if (!values || blanksOf(context, meta, ({ column }) => values[column]).length > 0) return null
    const entered = statement.alias()
    const { principal, setting } = statement
    const conditions = [reachSql(meta, 'act', entered, principal, setting.relations, statement)]
    for (const { column, reference } of meta.attributes.values()) {
      if (!reference || reference.fill || typeof values[column] !== 'string') continue
      conditions.push(statement.reaches(recordMeta(reference.target()), 'see', `${entered}.${column}`))
    }
    const permitted = statement.permitted(
      `select ${entered}.* from ${statement.rowOf(meta, values)} ${entered} where ${conditions.join(' and ')}`,
    )
    const columns = Object.keys(values).join(', ')
    const made = statement.part(
      'made',
      `insert into ${meta.table} (${columns}) select ${columns} from ${permitted} returning *`,
    )
    statement.changed({ meta, before: null, after: made })
    statement.tell(`${meta.events}.created`, meta, made, {})
    return statement.message(meta, made)
  })
}

/** What is to be stored, by column; null when something in the input is wrong. */
function enteredColumns(
  { principal, setting }: WriteStatement,
  meta: RecordMeta,
  input: Input,
): { [column: string]: unknown } | null {
  const { values, references, reasons } = enteredValues(meta, input, 'create')
  if (reasons.length > 0) return null
  const columns: { [column: string]: unknown } = {
    tenant_id: principal.tenantId,
    id: newId(),
    created_at: setting.now,
    updated_at: setting.now,
  }
  for (const { name, column } of meta.attributes.values()) {
    if (name in values) columns[column] = values[name]
  }
  for (const { attribute, id } of references) {
    const decoded = id === null ? null : decodeId(id)
    const target = attribute.reference && recordMeta(attribute.reference.target())
    if (id !== null && decoded?.prefix !== target?.prefix) return null
    columns[attribute.column] = decoded?.uuid ?? null
  }
  for (const { column } of filledWithViewer(meta)) columns[column] = principal.membershipId
  return columns
}
