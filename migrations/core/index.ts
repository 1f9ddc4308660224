import type { Migration } from '@mikro-orm/migrations'
import { Foundation } from './0001-foundation.ts'
import { Records } from './0002-records.ts'
import { Occupancies } from './0003-occupancies.ts'
import { Insights } from './0004-insights.ts'
import { ComplianceAutomation } from './0005-compliance-automation.ts'
import { Imports } from './0006-imports.ts'
import { FeedPositions } from './0007-feed-positions.ts'
import { Access } from './0008-access.ts'
import { Identity } from './0009-identity.ts'
import { Jobs } from './0010-jobs.ts'
import { Files } from './0011-files.ts'
import { Work } from './0012-work.ts'
import { Onboarding } from './0013-onboarding.ts'
import { Settings } from './0014-settings.ts'
import { Operations } from './0015-operations.ts'
import { Actions } from './0016-actions.ts'
import { Compile } from './0017-compile.ts'
import { HealthAccesses } from './0019-health-accesses.ts'
import { OwnTenants } from './0021-own-tenants.ts'
import { Indexes } from './0022-indexes.ts'
import { RosterVersions } from './0023-roster-versions.ts'
import { FigureMonths } from './0024-figure-months.ts'
import { FiguresWritten } from './0025-figures-written.ts'

/** The migrations of core, in the order in which they run. A name that has run somewhere is never changed. */
export const coreMigrations: {
  name: string
  class: new (...args: ConstructorParameters<typeof Migration>) => Migration
}[] = [
  { name: '0001-foundation', class: Foundation },
  { name: '0002-records', class: Records },
  { name: '0003-occupancies', class: Occupancies },
  { name: '0004-insights', class: Insights },
  { name: '0005-compliance-automation', class: ComplianceAutomation },
  { name: '0006-imports', class: Imports },
  { name: '0007-feed-positions', class: FeedPositions },
  { name: '0008-access', class: Access },
  { name: '0009-identity', class: Identity },
  { name: '0010-jobs', class: Jobs },
  { name: '0011-files', class: Files },
  { name: '0012-work', class: Work },
  { name: '0013-onboarding', class: Onboarding },
  { name: '0014-settings', class: Settings },
  { name: '0015-operations', class: Operations },
  { name: '0016-actions', class: Actions },
  { name: '0017-compile', class: Compile },
  { name: '0019-health-accesses', class: HealthAccesses },
  { name: '0021-own-tenants', class: OwnTenants },
  { name: '0022-indexes', class: Indexes },
  { name: '0023-roster-versions', class: RosterVersions },
  { name: '0024-figure-months', class: FigureMonths },
  { name: '0025-figures-written', class: FiguresWritten },
]
