import { refuse, roleWithin, type Work } from '../../../schema/index.ts'
import { PatientEpisode } from '../records/patient-episode.ts'

export type PlanState = PatientEpisode['plan']

/** From which states a plan may get to each. Back to a draft undoes a signature. */
const before: Readonly<Record<PlanState, readonly PlanState[]>> = {
  DRAFT: ['PRESENTED', 'ACCEPTED', 'REJECTED'],
  PRESENTED: ['DRAFT', 'REJECTED'],
  ACCEPTED: ['DRAFT', 'PRESENTED'],
  REJECTED: ['PRESENTED'],
}

/**
 * Moves the plan of an episode: shown to the patient, accepted (its fees are frozen from then on), rejected, or
 * opened again, which only owners and managers may do.
 */
export async function decideTreatmentPlan(
  work: Work,
  input: { readonly id: string; readonly version: number },
  state: PlanState,
): Promise<PatientEpisode> {
  const episode = await work.change(PatientEpisode, input.id, input.version)
  if (!before[state].includes(episode.plan)) refuse('PLAN_STEP_NOT_OPEN', ['id'])
  const reopens = episode.plan === 'ACCEPTED' && state === 'DRAFT'
  if (reopens && roleWithin('dental', 'act', work.principal) === 'staff') refuse('FORBIDDEN', ['id'])
  if (state === 'ACCEPTED' && !(await hasItems(work, episode))) refuse('PLAN_EMPTY', ['id'])
  episode.plan = state
  episode.planDecidedAt = state === 'ACCEPTED' || state === 'REJECTED' ? work.now : null
  work.tell(`dental.plan.${state.toLowerCase()}`, episode)
  return episode
}

async function hasItems(work: Work, episode: PatientEpisode): Promise<boolean> {
  const rows = await work.sql(
    `select 1 from dental_treatment_items where tenant_id = $1 and episode_id = $2 and archived_at is null
     and status in ('PLANNED', 'IN_PROGRESS', 'DONE') limit 1`,
    [work.principal.tenantId, episode.id],
  )
  return rows.length > 0
}
