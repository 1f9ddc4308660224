import type { Kpi } from '../../schema/index.ts'
import { figureValue, noSides, type Scaled, type Sides } from './figure.ts'
import type { SidesOn } from './figure-plan.ts'
import { comparedWith, dayName, trendOf } from './kpi-days.ts'

/** Why a figure has no value. */
export type MissingFigure = 'NOTHING_TO_MEASURE' | 'OUT_OF_REACH' | 'FAILED'

/** A key figure of a day, scaled by its decimals where it says `Scaled`. What nobody looks at is not computed. */
export class KpiFigure {
  constructor(
    readonly kpi: Kpi,
    /** The day, as a number. */
    readonly day: number,
    /** What was read, or why nothing was. */
    private readonly read: SidesOn | { readonly missing: MissingFigure; readonly failure?: unknown },
    private readonly momentOfDay: () => Date,
  ) {}

  get sides(): Sides {
    return this.#sidesOn(this.day)
  }

  get value(): Scaled {
    return this.#valueOn(this.day)
  }

  get previous(): Scaled {
    return this.#valueOn(comparedWith(this.kpi, this.day))
  }

  get trend(): { readonly day: string; readonly value: Scaled }[] {
    if (typeof this.read !== 'function') return []
    return trendOf(this.day).map((day) => ({ day: dayName(day), value: this.#valueOn(day) }))
  }

  get asOf(): Date {
    return this.momentOfDay()
  }

  get missing(): MissingFigure | null {
    if (typeof this.read !== 'function') return this.read.missing
    return this.value === null ? 'NOTHING_TO_MEASURE' : null
  }

  /** What went wrong, for the log; never shown. */
  get failure(): unknown {
    return typeof this.read === 'function' ? undefined : this.read.failure
  }

  #sidesOn(day: number): Sides {
    return (typeof this.read === 'function' ? this.read(day) : undefined) ?? noSides
  }

  #valueOn(day: number): Scaled {
    return figureValue(this.kpi, this.#sidesOn(day))
  }
}
