import type { Pool } from 'pg'
import { ImportRunner, type UnfinishedRun, type Uploads } from '../../modules/imports/index.ts'
import { type Composition, newId, Statement } from '../../schema/index.ts'
import { askThrough, OperationContext, type OperationSetting } from '../operation-context.ts'
import type { Principals } from '../principals.ts'

export interface ImportRunnerParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly principals: Principals
  readonly uploads: Uploads
  readonly failed: (error: unknown) => void
}

/** The runner of this process's imports; a run is claimed with a lock that ends with the connection, so with the process. */
export function createImportRunner(parts: ImportRunnerParts): ImportRunner {
  const { pool } = parts.setting
  return new ImportRunner({
    uploads: parts.uploads,
    claim: (runId) => claim(pool, runId),
    unfinished: async () => {
      const { rows } = await pool.query(
        'select tenant_id as "tenantId", run_id as "runId" from unfinished_import_runs()',
      )
      return rows
    },
    contextOf: (run) => contextOf(parts, run),
    failed: parts.failed,
  })
}

async function claim(pool: Pool, runId: string): Promise<(() => Promise<void>) | null> {
  const client = await pool.connect()
  const key = `hashtextextended('import ' || $1, 0)`
  const { rows } = await client.query(`select pg_try_advisory_lock(${key}) as mine`, [runId])
  if (!rows[0].mine) {
    client.release()
    return null
  }
  return async () => {
    const unlocked = await client.query(`select pg_advisory_unlock(${key})`, [runId]).then(
      () => true,
      () => false,
    )
    // A connection that may still hold the lock is closed instead of being used for something else.
    client.release(!unlocked)
  }
}

async function contextOf(
  { setting, composition, principals }: ImportRunnerParts,
  { tenantId, runId }: UnfinishedRun,
): Promise<OperationContext | null> {
  const statement = new Statement(tenantId)
  const plan = `select json_build_object('membershipId', m.id, 'userId', m.user_id) from import_runs r
    join memberships m on m.tenant_id = r.tenant_id and m.id = r.started_by_id
    where r.tenant_id = ${statement.tenant} and r.id = ${statement.value(runId, 'uuid')}`
  const member = (await askThrough(setting.pool)(statement, plan)) as {
    membershipId: string
    userId: string
  } | null
  const principal = member && (await principals.ofSession({ ...member, tenantId, sessionId: newId() }))
  if (!principal) return null
  return new OperationContext(setting, {
    requestId: `import_${runId}`,
    principal,
    set: composition.setFor(principal.blueprintKeys),
    locale: principal.locale,
  })
}
