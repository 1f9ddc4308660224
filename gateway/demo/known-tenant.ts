import { randomUUID } from 'node:crypto'
import type { Sessions } from '../../modules/identity/index.ts'
import { sessionsKey } from '../../modules/identity/index.ts'
import { type Composition, newId } from '../../schema/index.ts'
import { askThrough, OperationContext, type OperationSetting } from '../operation-context.ts'
import { Principals } from '../principals.ts'

/** UUID of the user who signs in with this address; null when there is none. */
export async function userIdOf({ pool }: OperationSetting, email: string): Promise<string | null> {
  const { rows } = await pool.query('select auth_user_id_by_email($1) as id', [email])
  return rows[0]?.id ?? null
}

/** A context that acts as this user in the tenant they belong to; null when they belong to none. */
export async function contextOfUser(
  setting: OperationSetting,
  composition: Composition,
  userId: string,
): Promise<OperationContext | null> {
  // As a sign-in does it: what is set for this statement lets the user see their own memberships.
  const { rows } = await setting.pool.query(
    `with u as materialized (select set_config('app.user_id', $1, true) as id)
     select case when u.id = $1 then (
       select json_build_object('membershipId', m.id, 'tenantId', m.tenant_id) from memberships m
       where m.user_id = ($1::text)::uuid and m.status = 'ACTIVE' order by m.created_at, m.id limit 1) end as member
     from u`,
    [userId],
  )
  const member = rows[0]?.member as { membershipId: string; tenantId: string } | null
  if (!member) return null
  const principals = new Principals(
    setting.services.get(sessionsKey.name) as Sessions,
    askThrough(setting.pool),
    setting.clock,
  )
  const principal = await principals.ofSession({ ...member, userId, sessionId: newId() })
  return (
    principal &&
    new OperationContext(setting, {
      requestId: `demo_${randomUUID()}`,
      principal,
      set: composition.setFor(principal.blueprintKeys),
      locale: principal.locale,
    })
  )
}
