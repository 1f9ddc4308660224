import {
  Refusal,
  type RefusalReason,
  recordMeta,
  refuse,
  roleWithin,
  type Work,
} from '../../../schema/index.ts'
import { ColorFormulaLine } from '../records/color-formula-line.ts'
import { CustomerVisit } from '../records/customer-visit.ts'
import type { ColorFormulaLineInput, RecordColorFormulaInput } from './record-color-formula.inputs.ts'

const maxLines = 20

/**
 * Writes the colour formula of a visit as a whole. What was written before is archived, never changed, so that the
 * history of a formula can be read. Refuses PATCH_TEST_FAILED when the client's newest test reacted.
 */
export async function recordColorFormula(work: Work, input: RecordColorFormulaInput): Promise<CustomerVisit> {
  const visit = await work.change(CustomerVisit, input.visitId, undefined, ['visitId'])
  if (input.lines.length === 0) refuse('REQUIRED', ['lines'])
  if (input.lines.length > maxLines) refuse('TOO_LARGE', ['lines'], { max: maxLines })
  await mindPatchTest(work, visit, input.despitePatchTest)
  await archiveEarlier(work, visit)
  for (const [index, line] of input.lines.entries()) {
    await addLine(work, input.visitId, index + 1, line)
  }
  if (input.resultNote !== undefined) {
    Object.assign(visit, await work.entered(CustomerVisit, { resultNote: input.resultNote }, 'update'))
  }
  work.tell('salon.formula.recorded', visit, { lines: input.lines.length })
  return visit
}

async function mindPatchTest(work: Work, visit: CustomerVisit, despite: boolean): Promise<void> {
  const [newest] = await work.sql<{ status: string }>(
    `select status from salon_patch_tests where tenant_id = $1 and customer_id = $2 and archived_at is null
     order by tested_on desc, id desc limit 1`,
    [work.principal.tenantId, visit.customer.id],
  )
  if (newest?.status !== 'FAILED') return
  if (!despite) refuse('PATCH_TEST_FAILED', ['visitId'])
  if (roleWithin('hair-salon', 'act', work.principal) === 'staff') refuse('FORBIDDEN', ['despitePatchTest'])
  work.tell('salon.patchTest.overridden', visit)
}

async function archiveEarlier(work: Work, visit: CustomerVisit): Promise<void> {
  const where = 'tenant_id = $1 and visit_id = $2 and archived_at is null'
  const values = [work.principal.tenantId, visit.id]
  const earlier = await work.sql<{ id: string }>(
    `select id from salon_color_formula_lines where ${where}`,
    values,
  )
  await work.changing(
    recordMeta(ColorFormulaLine),
    earlier.map(({ id }) => id),
  )
  await work.sql(
    `update salon_color_formula_lines set archived_at = $3, updated_at = $3, version = version + 1 where ${where}`,
    [...values, work.now.toISOString()],
  )
}

async function addLine(
  work: Work,
  visitId: string,
  position: number,
  line: ColorFormulaLineInput,
): Promise<void> {
  try {
    const values = await work.entered(ColorFormulaLine, { ...line, visitId, position }, 'create')
    work.create<ColorFormulaLine>(ColorFormulaLine, values).completeMix()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.reasons.map((reason) => inLine(reason, position - 1)))
  }
}

/** Says which line of the input a reason is about. */
function inLine(reason: RefusalReason, index: number): RefusalReason {
  return { ...reason, field: ['lines', String(index), ...(reason.field ?? [])] }
}
