import { refuse, type Work } from '../../schema/index.ts'
import { Tenant } from '../tenancy/index.ts'
import { OnboardingDraft } from './onboarding-draft.ts'

/** The draft of a business that is being set up, made on first use. Two devices of one owner take turns. */
export async function draftOf(work: Work): Promise<{ tenant: Tenant; draft: OnboardingDraft }> {
  const { tenantId } = work.principal
  await work.sql('select 1 from tenants where tenant_id = $1 and id = $1 for update', [tenantId])
  const tenant = await work.em.findOneOrFail(Tenant, { tenantId })
  const known = await work.em.findOne(OnboardingDraft, { tenantId })
  if (known) return { tenant, draft: known }
  if (tenant.status !== 'ONBOARDING') refuse('ONBOARDING_OVER')
  const draft = work.create<OnboardingDraft>(OnboardingDraft, {
    step: 1,
    answers: {},
    completedAt: null,
    dismissed: [],
  })
  return { tenant, draft }
}
