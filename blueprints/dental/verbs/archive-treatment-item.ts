import { refuse, type Work } from '../../../schema/index.ts'
import { PatientEpisode } from '../records/patient-episode.ts'
import { TreatmentItem } from '../records/treatment-item.ts'

/** Takes an item off a plan that nobody has signed. Of a signed one it stays; it can be given up with its status. */
export async function archiveTreatmentItem(
  work: Work,
  input: { readonly id: string; readonly version: number },
): Promise<TreatmentItem> {
  const item = await work.change(TreatmentItem, input.id, input.version)
  const { tenantId } = work.principal
  const episode = await work.em.findOneOrFail(PatientEpisode, { tenantId, id: item.episode.id } as never)
  if (episode.plan === 'ACCEPTED') refuse('PLAN_FROZEN', ['id'])
  item.archivedAt = work.now
  work.tell('dental.treatmentItem.deleted', item)
  return item
}
