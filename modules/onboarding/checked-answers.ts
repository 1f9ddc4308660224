import { type BlueprintDeclaration, normalisePhone, Refusal, type RefusalReason } from '../../schema/index.ts'
import { blueprintOf, type Installed } from '../sectors/index.ts'
import type { SaveOnboardingStepInput } from './onboarding.types.ts'
import type { OnboardingAnswers } from './onboarding-draft.ts'

const longestName = 120
const mostResources = 50
const dearestMinor = 1_000_000_000n

/** The known answers with the new ones in their place. Another sector forgets what was chosen of the former one. */
export function checkedAnswers(
  installed: Installed,
  known: OnboardingAnswers,
  input: SaveOnboardingStepInput,
): OnboardingAnswers {
  const reasons: RefusalReason[] = []
  const sector = input.sector ?? known.sector
  const blueprint = sector ? blueprintOf(installed, sector, 'sector') : undefined
  const kept =
    input.sector && input.sector !== known.sector ? { name: known.name, phone: known.phone } : known
  const answers: OnboardingAnswers = {
    ...given(kept),
    ...(sector && { sector }),
    ...(input.name && { name: nameOf(input.name, reasons) }),
    ...(input.phone && { phone: phoneOf(input.phone, reasons) }),
    ...(input.hours && { hours: input.hours }),
    ...(input.resources && { resources: resourcesOf(blueprint, input.resources, reasons) }),
    ...(input.services && { services: servicesOf(blueprint, input.services, reasons) }),
  }
  if (reasons.length > 0) throw new Refusal(reasons)
  return answers
}

function given(answers: OnboardingAnswers): OnboardingAnswers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
}

function nameOf(entered: string, reasons: RefusalReason[]): string {
  const name = entered.normalize('NFC').trim()
  if (name === '') reasons.push({ code: 'REQUIRED', field: ['name'] })
  if (name.includes('\u0000')) reasons.push({ code: 'INVALID', field: ['name'] })
  if (name.length > longestName)
    reasons.push({ code: 'TOO_LONG', field: ['name'], with: { max: longestName } })
  return name
}

/** A number in Türkiye: ten digits that do not begin with 0 after the country code. */
function phoneOf(entered: string, reasons: RefusalReason[]): string {
  const phone = normalisePhone(entered)
  if (phone && /^\+90[2-5]\d{9}$/.test(phone)) return phone
  reasons.push({ code: 'PHONE_NOT_TURKISH', field: ['phone'] })
  return ''
}

function resourcesOf(
  blueprint: BlueprintDeclaration | undefined,
  counts: NonNullable<SaveOnboardingStepInput['resources']>,
  reasons: RefusalReason[],
) {
  const known = blueprint?.resourceTypes.map(({ key }) => key) ?? []
  return counts.map(({ type, count }, place) => {
    if (!known.includes(type))
      reasons.push({
        code: 'RESOURCE_TYPE_UNKNOWN',
        field: ['resources', String(place), 'type'],
        with: { type: type.slice(0, 40), known: known.join(', ') },
      })
    if (count < 0 || count > mostResources)
      reasons.push({
        code: 'RESOURCE_COUNT',
        field: ['resources', String(place), 'count'],
        with: { most: mostResources },
      })
    return { type, count }
  })
}

function servicesOf(
  blueprint: BlueprintDeclaration | undefined,
  services: NonNullable<SaveOnboardingStepInput['services']>,
  reasons: RefusalReason[],
) {
  const known = new Set(blueprint?.services.map(({ name }) => name.en))
  return services.map(({ key, offered, priceMinor }, place) => {
    if (!known.has(key)) reasons.push({ code: 'NOT_FOUND', field: ['services', String(place), 'key'] })
    const price = BigInt(priceMinor)
    if (price < 0n || price > dearestMinor)
      reasons.push({ code: 'INVALID', field: ['services', String(place), 'priceMinor'] })
    return { key, offered, priceMinor: String(priceMinor) }
  })
}
