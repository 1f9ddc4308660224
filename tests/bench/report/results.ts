import type { QueryName } from '../queries.ts'
import type { CountsByServer } from '../sections/agreement.ts'
import type { CodeField } from '../sections/code-field.ts'
import type { FanOut } from '../sections/fan-out.ts'
import type { Growths } from '../sections/growth.ts'
import type { FiguresByQuery } from '../sections/rounds.ts'
import type { StartUp } from '../sections/start-up.ts'

/** Everything that a run found out, as docs/performance.json holds it. */
export interface Results {
  readonly machine: {
    readonly processor: string
    readonly cores: number
    readonly memoryGib: number
    readonly system: string
    readonly node: string
    readonly postgres: string
    readonly postgraphile: string
  }
  readonly run: {
    readonly at: string
    readonly size: 'full' | 'small'
    readonly rounds: number
    readonly windowMs: number
    readonly connections: number
    readonly queries: readonly QueryName[]
    readonly tenants: number
    readonly seconds: number
  }
  readonly figures: FiguresByQuery
  readonly counts: CountsByServer
  readonly codeField: CodeField
  readonly growth: Growths
  readonly startUp: StartUp
  readonly fanOut: FanOut | null
}
