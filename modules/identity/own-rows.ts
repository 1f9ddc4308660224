import type { Pool, PoolClient } from 'pg'

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
