import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { mutate } from '../data/client.ts'
import type { PanelError } from '../data/errors.ts'
import {
  type Answers,
  completeMutation,
  type OnboardingState,
  type Refusal,
  type SectorChoice,
  saveStepMutation,
} from './onboarding.graphql.ts'
import { typedPrice } from './price.ts'

/** A price while it is typed; it becomes an amount when the step is left. */
export interface ServiceDraft {
  key: string
  offered: boolean
  price: string
}

export interface Draft {
  sector: string
  name: string
  phone: string
  hours: NonNullable<Answers['hours']>
  resources: { type: string; count: number }[]
  services: ServiceDraft[]
}

/** What the person has entered, kept on the server at every step so that another device goes on from there. */
export function createDraft(state: OnboardingState) {
  const { answers, sectors } = state
  const first = sectorOf(state, answers.sector) ?? sectors[0]
  const [draft, setDraft] = createStore<Draft>({
    sector: first?.key ?? '',
    name: answers.name ?? '',
    phone: answers.phone ?? '',
    ...usual(first),
    ...(answers.hours && { hours: answers.hours }),
    ...(answers.resources && { resources: answers.resources.map(({ type, count }) => ({ type, count })) }),
    ...(answers.services && {
      services: answers.services.map(({ key, offered, priceMinor }) => ({
        key,
        offered,
        price: shownPrice(priceMinor),
      })),
    }),
  })
  const [step, setStep] = createSignal(Math.min(Math.max(state.step, 1), 4))
  const [refusals, setRefusals] = createSignal<readonly Refusal[]>([])
  const [failure, setFailure] = createSignal<PanelError>()
  const [busy, setBusy] = createSignal(false)

  const chosen = () => sectorOf(state, draft.sector) ?? (sectors[0] as SectorChoice)

  /** Another sector brings its own resources, hours and services; name and phone stay. */
  const chooseSector = (key: string) => {
    if (key === draft.sector) return
    setDraft({ sector: key, ...usual(sectorOf(state, key)) })
    void save(1, { sector: key })
  }

  const save = async (next: number, input: Partial<Answers>): Promise<boolean> => {
    const { data, error } = await mutate(saveStepMutation, { input: { step: next, ...input } })
    setFailure(error)
    const problems = data?.saveOnboardingStep.userErrors ?? []
    setRefusals(problems)
    return !error && problems.length === 0
  }

  const answersOf = (which: number): Partial<Answers> => {
    if (which === 1) return { sector: draft.sector }
    if (which === 2) return { name: draft.name.trim(), phone: draft.phone.trim() }
    if (which === 3) return { hours: draft.hours, resources: draft.resources.map((one) => ({ ...one })) }
    return {
      services: draft.services.map(({ key, offered, price }) => ({
        key,
        offered,
        priceMinor: typedPrice(price) ?? '0',
      })),
    }
  }

  const during = async <T>(task: () => Promise<T>): Promise<T> => {
    setBusy(true)
    try {
      return await task()
    } finally {
      setBusy(false)
    }
  }

  return {
    draft,
    setDraft,
    step,
    busy,
    failure,
    chosen,
    chooseSector,
    problem: (field: string) => refusals().find((refusal) => refusal.field?.[0] === field)?.message,
    complain: (field: string, message: string) =>
      setRefusals([...refusals(), { code: 'REQUIRED', field: [field], message }]),
    forgive: () => setRefusals([]),
    /** Keeps this step and goes to the next one; stays when the server refuses. */
    forward: () =>
      during(async () => {
        const next = step() + 1
        if (await save(next, answersOf(step()))) setStep(next)
      }),
    /** Nothing that was typed is lost; what is not right yet is simply not kept on the server. */
    back: () => {
      setRefusals([])
      setStep(step() - 1)
    },
    /** The usual answers for the rest. */
    skip: () =>
      during(async () => {
        const next = Math.min(step() + 1, 4)
        if (step() !== 2 && (await save(next, answersOf(step())))) setStep(next)
      }),
    finish: () =>
      during(async () => {
        if (!(await save(4, answersOf(4)))) return false
        const { data, error } = await mutate(completeMutation, {})
        setFailure(error)
        const problems = data?.completeOnboarding.userErrors ?? []
        setRefusals(problems)
        const missing = problems[0]?.field?.[0]
        if (missing) setStep(stepOf[missing] ?? 4)
        return !error && problems.length === 0
      }),
  }
}

export type DraftControl = ReturnType<typeof createDraft>

const stepOf: Readonly<Record<string, number>> = {
  sector: 1,
  name: 2,
  phone: 2,
  hours: 3,
  resources: 3,
  services: 4,
}

function sectorOf({ sectors }: OnboardingState, key: string | null): SectorChoice | undefined {
  return sectors.find((sector) => sector.key === key)
}

function usual(sector: SectorChoice | undefined): Pick<Draft, 'hours' | 'resources' | 'services'> {
  return {
    hours: sector?.hours ?? 'SIX_DAYS',
    resources: (sector?.resourceTypes ?? []).map(({ key, usual: count }) => ({ type: key, count })),
    services: (sector?.services ?? []).map(({ key, priceMinor }) => ({
      key,
      offered: true,
      price: shownPrice(priceMinor),
    })),
  }
}

function shownPrice(minor: string): string {
  const amount = Number(minor) / 100
  return amount === 0 ? '' : String(amount).replace('.', ',')
}
