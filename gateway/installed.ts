import { autoService } from '../blueprints/auto-service/index.ts'
import { dental } from '../blueprints/dental/index.ts'
import { generic } from '../blueprints/generic/index.ts'
import { hairSalon } from '../blueprints/hair-salon/index.ts'
import { audit } from '../modules/audit/index.ts'
import { automation } from '../modules/automation/index.ts'
import { calendar } from '../modules/calendar/index.ts'
import { catalog } from '../modules/catalog/index.ts'
import { compliance } from '../modules/compliance/index.ts'
import { customers } from '../modules/customers/index.ts'
import { files } from '../modules/files/index.ts'
import { identity } from '../modules/identity/index.ts'
import { imports } from '../modules/imports/index.ts'
import { insights } from '../modules/insights/index.ts'
import { jobs } from '../modules/jobs/index.ts'
import { notifications } from '../modules/notifications/index.ts'
import { onboarding } from '../modules/onboarding/index.ts'
import { operations } from '../modules/operations/index.ts'
import { panel } from '../modules/panel/index.ts'
import { revenue } from '../modules/revenue/index.ts'
import { search } from '../modules/search/index.ts'
import { sectors } from '../modules/sectors/index.ts'
import { settings } from '../modules/settings/index.ts'
import { tasks } from '../modules/tasks/index.ts'
import { tenancy } from '../modules/tenancy/index.ts'
import type { BlueprintDeclaration, ModuleDeclaration } from '../schema/index.ts'

/**
 * The only list of what this process is made of, with the migrations beside it (installed-migrations.ts). Order is the
 * order in which modules may import each other.
 */
export const installedModules: readonly ModuleDeclaration[] = [
  tenancy,
  identity,
  audit,
  jobs,
  customers,
  files,
  settings,
  catalog,
  calendar,
  tasks,
  notifications,
  search,
  revenue,
  insights,
  compliance,
  automation,
  panel,
  imports,
  sectors,
  onboarding,
  operations,
]

export const installedBlueprints: readonly BlueprintDeclaration[] = [hairSalon, dental, autoService, generic]
