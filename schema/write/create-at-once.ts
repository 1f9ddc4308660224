import type { RequestContext } from '../context.ts'
import { reachSql } from '../read/reach.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import { blanksOf } from './blanks.ts'
import { enteredColumns, newRow, referencesSeen } from './entered-columns.ts'
import { filledWithViewer } from './entered-values.ts'
import type { Written } from './write-statement.ts'

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
    const entered = enteredColumns(meta, input, 'create')
    if (!entered) return null
    const { principal, setting } = statement
    const filled = filledWithViewer(meta).map(({ column }) => [column, principal.membershipId])
    const made = newRow({ ...entered, ...Object.fromEntries(filled) }, setting)
    if (blanksOf(context, meta, ({ column }) => made[column]).length > 0) return null
    const row = statement.alias()
    const conditions = [
      reachSql(meta, 'act', row, principal, setting.relations, statement),
      ...referencesSeen(statement, meta, entered, row),
    ]
    const asked = statement.permitted(
      `select ${row}.* from ${statement.rowOf(meta, made)} ${row} where ${conditions.join(' and ')}`,
    )
    const columns = Object.keys(made).join(', ')
    statement.part(
      'made',
      `insert into ${meta.table} (${columns}) select ${columns} from ${asked} returning *`,
    )
    statement.changed({ meta, before: null, after: 'made' })
    statement.tell(`${meta.events}.created`, { meta, id: made.id }, 'made')
    return statement.message(meta, 'made')
  })
}
