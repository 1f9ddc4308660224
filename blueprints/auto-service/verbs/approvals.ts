import { Refusal, recordMeta, refuse, type Work } from '../../../schema/index.ts'
import { JobLine } from '../records/job-line.ts'
import { VehicleJobCard } from '../records/vehicle-job-card.ts'

/**
 * Puts lines of a job card before the customer: those named, or all that were not asked about yet. The card moves to
 * approval and waits. A declined line may be asked about again.
 */
export async function askForApproval(
  work: Work,
  input: { readonly jobCardId: string; readonly lineIds?: readonly string[] | null },
): Promise<VehicleJobCard> {
  const card = await work.change(VehicleJobCard, input.jobCardId, undefined, ['jobCardId'])
  if (card.step === 'DELIVERED' || card.step === 'CANCELLED') refuse('JOB_CLOSED', ['jobCardId'])
  const asked = input.lineIds
    ? await Promise.all(input.lineIds.map((id) => work.seen(JobLine, id, ['lineIds'])))
    : null
  const lines = await work.sql<{ id: string }>(
    `select id from auto_job_lines where tenant_id = $1 and job_card_id = $2 and archived_at is null
       and approval in ('NOT_ASKED'${asked ? ", 'DECLINED'" : ''}) and ($3::uuid[] is null or id = any($3::uuid[]))`,
    [work.principal.tenantId, card.id, asked],
  )
  if (lines.length === 0 || (asked && lines.length < new Set(asked).size))
    refuse('NOTHING_TO_APPROVE', [asked ? 'lineIds' : 'jobCardId'])
  const ids = lines.map(({ id }) => id)
  await work.changing(recordMeta(JobLine), ids)
  await work.sql(
    `update auto_job_lines set approval = 'PENDING', asked_at = $3, decided_at = null, approved_via = null,
       updated_at = $3, version = version + 1
     where tenant_id = $1 and id = any($2::uuid[])`,
    [work.principal.tenantId, ids, work.now.toISOString()],
  )
  card.step = 'APPROVAL'
  card.waiting = 'WAITING_FOR_APPROVAL'
  work.tell('auto.approval.asked', card, { lines: ids.length })
  return card
}

/** What the customer said to one line. With the last open answer the card goes on to repair. */
export async function decideJobLine(
  work: Work,
  input: {
    readonly id: string
    readonly version: number
    readonly approved: boolean
    readonly via: JobLine['approvedVia']
  },
): Promise<JobLine> {
  const line = await work.change(JobLine, input.id, input.version)
  const card = await openCardOf(work, line)
  if (line.done) refuse('LINE_ALREADY_DONE', ['id'])
  line.approval = input.approved ? 'APPROVED' : 'DECLINED'
  line.approvedVia = input.approved ? input.via : null
  line.askedAt ??= work.now
  line.decidedAt = work.now
  await work.flush()
  if (card.waiting === 'WAITING_FOR_APPROVAL' && !(await waits(work, card.id))) {
    card.waiting = null
    if (card.step === 'APPROVAL') card.step = 'REPAIR'
  }
  work.tell('auto.approval.decided', line, { approved: input.approved, via: input.via })
  return line
}

/** The card of a line, for changing it. Refuses JOB_CLOSED when the vehicle has left. */
async function openCardOf(work: Work, line: JobLine): Promise<VehicleJobCard> {
  const { tenantId } = work.principal
  const meta = recordMeta(VehicleJobCard)
  await work.changing(meta, [line.jobCard.id])
  const card = await work.em.findOneOrFail(VehicleJobCard, { tenantId, id: line.jobCard.id } as never)
  if (card.step === 'DELIVERED' || card.step === 'CANCELLED') throw new Refusal([{ code: 'JOB_CLOSED' }])
  card.updatedAt = work.now
  return card
}

export async function waits(work: Work, cardId: string): Promise<boolean> {
  const rows = await work.sql(
    `select 1 from auto_job_lines where tenant_id = $1 and job_card_id = $2 and archived_at is null
       and approval = 'PENDING' limit 1`,
    [work.principal.tenantId, cardId],
  )
  return rows.length > 0
}
