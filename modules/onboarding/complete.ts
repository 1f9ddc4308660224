import {
  answered,
  type Payload,
  Refusal,
  type RequestContext,
  recordMeta,
  type Work,
} from '../../schema/index.ts'
import { StaffMember, StaffQualification, WorkingHours } from '../calendar/index.ts'
import type { Service } from '../catalog/index.ts'
import { Membership } from '../identity/index.ts'
import {
  blueprintOf,
  createService,
  type Installed,
  installedKey,
  provisionSector,
} from '../sectors/index.ts'
import { Branch, Department, type Tenant } from '../tenancy/index.ts'
import { draftOf } from './draft-of.ts'
import { hoursPresets } from './hours-presets.ts'
import type { HoursPreset, OnboardingAnswers } from './onboarding-draft.ts'
import { onboardingOf } from './onboarding-of.ts'

/**
 * Makes a working business of the answers, in one transaction: the sector with all that it brings, branch, hours,
 * resources, services at the prices that were confirmed, and the owner as the first who takes appointments. Done once:
 * whoever asks again gets the same answer and nothing is made twice.
 */
export function completeOnboarding(context: RequestContext): Promise<Payload> {
  const installed = context.service(installedKey)
  return answered(context, 'onboarding', async () => {
    await context.write(async (work) => {
      const { tenant, draft } = await draftOf(work)
      if (draft.completedAt) return
      await furnish(work, installed, tenant, complete(draft.answers))
      draft.completedAt = work.now
      draft.updatedAt = work.now
      work.tell('onboarding.completed', tenant, { sector: draft.answers.sector })
    })
    installed.changed()
    return onboardingOf(context)
  })
}

type Complete = Required<OnboardingAnswers>

const wanted = ['sector', 'name', 'phone', 'hours', 'resources', 'services'] as const

/** All six answers; refuses with each that is missing. */
function complete(answers: OnboardingAnswers): Complete {
  const missing = wanted.filter((answer) => answers[answer] === undefined)
  if (missing.length > 0) throw new Refusal(missing.map((answer) => ({ code: 'REQUIRED', field: [answer] })))
  return answers as Complete
}

async function furnish(work: Work, installed: Installed, tenant: Tenant, answers: Complete): Promise<void> {
  const { locale } = tenant
  await work.changing(recordMeta(tenant.constructor as never), [tenant.id])
  tenant.name = answers.name
  tenant.status = 'ACTIVE'
  tenant.updatedAt = work.now
  const branch = await branchOf(work, tenant, answers.phone)
  await work.flush()
  const blueprint = blueprintOf(installed, answers.sector, 'sector')
  const { resources } = answers
  await provisionSector(work, blueprint, { primary: true, locale, services: false, resources })
  const services = blueprint.services.flatMap((service) => {
    const answer = answers.services.find(({ key }) => key === service.name.en)
    return answer?.offered ? [createService(work, service, locale, answer.priceMinor)] : []
  })
  openingHours(work, branch, answers.hours)
  await firstStaff(work, branch, services)
}

async function branchOf(work: Work, { locale, tenantId }: Tenant, phone: string): Promise<Branch> {
  const known = await work.em.findOne(Branch, { tenantId }, { orderBy: { createdAt: 'asc' } })
  if (known) {
    known.phone = phone
    known.updatedAt = work.now
    return known
  }
  const branch = work.create<Branch>(Branch, {
    name: locale === 'tr' ? 'Merkez' : 'Main',
    phone,
    address: null,
  })
  work.tell('branch.created', branch)
  const department = work.create<Department>(Department, { name: locale === 'tr' ? 'Ekip' : 'Team', branch })
  work.tell('department.created', department)
  return branch
}

function openingHours(work: Work, branch: Branch, preset: HoursPreset): void {
  const hours = hoursPresets.find(({ key }) => key === preset)
  for (const weekday of hours?.weekdays ?? []) {
    const entry = work.create<WorkingHours>(WorkingHours, {
      branch,
      staff: null,
      resource: null,
      weekday,
      opensAt: hours?.opensAt,
      closesAt: hours?.closesAt,
    })
    work.tell('workingHoursEntry.created', entry)
  }
}

/** Without somebody who takes appointments the calendar would be empty: the owner is the first one. */
async function firstStaff(work: Work, branch: Branch, services: readonly Service[]): Promise<void> {
  const { tenantId, membershipId } = work.principal
  const membership = await work.em.findOneOrFail(Membership, { tenantId, id: membershipId })
  const staff = work.create<StaffMember>(StaffMember, {
    name: membership.name,
    color: 'teal',
    active: true,
    membership,
    department: null,
    branch,
  })
  work.tell('staffMember.created', staff)
  for (const service of services) {
    const qualification = work.create<StaffQualification>(StaffQualification, { staff, service })
    work.tell('staffQualification.created', qualification)
  }
}
