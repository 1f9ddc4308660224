/** A treatment as the chart's and the plan's documents select it. */
export interface Treatment {
  id: string
  version: number
  kind: string
  title: string | null
  tooth: string | null
  surfaces: string[]
  region: string | null
  status: 'PLANNED' | 'IN_PROGRESS' | 'DONE' | 'EXISTING' | 'CANCELLED'
  sessions: number
  sessionsDone: number
  priceMinor: string
  currency: string | null
  dentist: { id: string; name: string } | null
  appointment?: { id: string; startsAt: string; status: string } | null
}

const isThere = (one: Treatment) => one.status === 'DONE' || one.status === 'EXISTING'

/** How a tooth is drawn, by what was found, done and planned on it. */
export interface ToothState {
  gone: boolean
  planned: boolean
  running: boolean
  crown: boolean
  implant: boolean
  /** Canals: drawn as under way, as filled, or not. */
  canals: 'running' | 'filled' | undefined
  filled: string[]
  toFill: string[]
}

export function stateOf(items: readonly Treatment[]): ToothState {
  const there = (...kinds: string[]) => items.some((one) => isThere(one) && kinds.includes(one.kind))
  const running = items.some((one) => one.status === 'IN_PROGRESS')
  const implant = there('IMPLANT')
  const fillings = items.filter((one) => one.kind === 'FILLING')
  return {
    gone: there('MISSING', 'EXTRACTION') && !implant,
    planned: !running && items.some((one) => one.status === 'PLANNED'),
    running,
    crown: there('CROWN') || implant,
    implant,
    canals: items.some((one) => one.kind === 'ROOT_CANAL' && one.status === 'IN_PROGRESS')
      ? 'running'
      : there('ROOT_CANAL')
        ? 'filled'
        : undefined,
    filled: fillings.filter(isThere).flatMap((one) => one.surfaces),
    toFill: fillings
      .filter((one) => !isThere(one) && one.status !== 'CANCELLED')
      .flatMap((one) => one.surfaces),
  }
}
