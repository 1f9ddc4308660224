import { refuse, type Work } from '../../../schema/index.ts'
import { type JobStep, VehicleJobCard } from '../records/vehicle-job-card.ts'
import { waits } from './approvals.ts'

/**
 * Moves a job card to another step, forwards or back. Nothing leaves the workshop while the customer still has to
 * decide about a line, and a card that is closed stays closed.
 */
export async function moveJobCard(
  work: Work,
  input: {
    readonly id: string
    readonly version: number
    readonly step: JobStep
    readonly waiting?: VehicleJobCard['waiting']
  },
): Promise<VehicleJobCard> {
  const card = await work.change(VehicleJobCard, input.id, input.version)
  const { step: from } = card
  if (from === 'DELIVERED' || from === 'CANCELLED') refuse('JOB_CLOSED', ['id'])
  const leaves = input.step === 'READY' || input.step === 'DELIVERED'
  if (leaves && (await waits(work, card.id))) refuse('LINES_UNDECIDED', ['step'])
  card.step = input.step
  card.waiting = input.waiting ?? (input.step === 'READY' ? 'WAITING_FOR_PICKUP' : null)
  if (input.step === 'DELIVERED') card.deliveredAt = work.now
  work.tell('auto.jobCard.moved', card, { from, to: input.step })
  return card
}
