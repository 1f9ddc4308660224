import type { Pool, PoolClient } from 'pg'
import type { Statement } from '../../schema/index.ts'

/** Runs in one transaction that sees what belongs to this person, whichever tenants they belong to. */
export async function asUser<T>(
  pool: Pool,
  userId: string,
  task: (client: PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query("select set_config('app.user_id', $1, true)", [userId])
    const result = await task(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}

/**
 * A plan over what belongs to this person, whichever tenants they belong to, as part of an operation's own statement.
 * What is asked after it in the same statement may see these rows, too; it says which tenant it is about.
 */
export function asUserSql(statement: Statement, userId: string, plan: string): string {
  const user = statement.value(userId, 'text')
  return `with person as materialized (select set_config('app.user_id', ${user}, true) as id)
    select case when person.id = ${user} then (${plan}) end from person`
}
