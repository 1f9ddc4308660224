import { MikroORM, type Options } from '@mikro-orm/postgresql'
import type pg from 'pg'
import { DatabaseError } from './database-error.ts'
import { ImpatientClient } from './impatient-client.ts'
import { releaseLostClients } from './release-lost-clients.ts'

/** How to open the database for requests. */
export interface ConnectOptions {
  /** Address with the user that requests run as: lonca_app, or a member of it. */
  appUrl: string
  /** The record classes of core and of every installed blueprint. */
  entities: NonNullable<Options['entities']>
  /** Most connections at a time; requests beyond that wait for one. */
  poolSize?: number
  /** So long do they wait, in milliseconds. Default: eight seconds. */
  poolPatienceMs?: number
  /** What must be over before the database is asked anything; the records are looked through meanwhile. */
  migrated?: Promise<unknown>
  /** Further MikroORM options. */
  orm?: Partial<Options>
}

/** The open database: one ORM, one pool. */
export interface Database {
  orm: MikroORM
  /** The very pool that the ORM uses; timestamps arrive as text on it. */
  pool: pg.Pool
  close(): Promise<void>
}

/**
 * The inner rungs of the ladder of timeouts: a statement ends before the operation (10 s), that before the
 * request (15 s). A connection that sits in a transaction longer than ten seconds is ended by the server.
 */
const TIMEOUTS = {
  statement_timeout: 8_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
}

/**
 * Connects MikroORM as the request role and refuses a role on which row-level security would not apply.
 *
 * @throws DatabaseError when the server cannot be reached or the role is refused.
 */
export async function connectDatabase(options: ConnectOptions): Promise<Database> {
  // Awaited below; until then a failure is not one that nobody hears of.
  options.migrated?.catch(() => {})
  const orm = await MikroORM.init({
    clientUrl: options.appUrl,
    entities: options.entities,
    discovery: { warnWhenNoEntities: false },
    pool: { min: 0, max: options.poolSize ?? 20 },
    driverOptions: {
      ...TIMEOUTS,
      application_name: 'lonca',
      // Statements find few rows by keys that begin with the tenant, whatever the values are. Left to choose, PostgreSQL
      // plans many of them anew each time, which takes longer than answering: key figures 0.65 ms for 0.4 ms.
      options: '-c plan_cache_mode=force_generic_plan',
      // A crowd that wants the same time is to be answered one by one; who waits longer could not be answered in time.
      connectionTimeoutMillis: options.poolPatienceMs ?? 8_000,
      Client: ImpatientClient,
      // A connection lost while idle is noticed without a request having to find out.
      keepAlive: true,
    },
    ...options.orm,
  })
  try {
    await options.migrated
    const pool = (await orm.em.getConnection().getNativeClient().catch(unreachable)) as pg.Pool
    releaseLostClients(pool)
    await assertRequestRole(pool)
    return { orm, pool, close: () => orm.close(true) }
  } catch (error) {
    await orm.close(true)
    throw error
  }
}

/**
 * Refuses to serve requests as a role that row-level security does not bind: a superuser, one with BYPASSRLS,
 * an owner of tables, or one that can become any of these; and as a role that the policies do not know.
 */
export async function assertRequestRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query(ROLE_FACTS).catch(unreachable)
  const { name, unbound, owned, known } = rows[0]
  const wrong = unbound
    ? `${unbound === name ? 'it is' : `it can become "${unbound}", which is`} a superuser or has BYPASSRLS`
    : owned
      ? `it owns the table ${owned} or can become its owner`
      : known
        ? null
        : 'it is not a member of lonca_app, so that it would see no rows at all'
  if (!wrong) return
  throw new DatabaseError(
    `Lonca does not serve requests as the database user "${name}": ${wrong}. One tenant must never see ` +
      `another's rows: put the user lonca_app into DATABASE_URL (docs/guides/database.md).`,
  )
}

function unreachable(cause: Error): never {
  throw new DatabaseError(`The database cannot be reached: ${cause.message || String(cause)}.`, { cause })
}

// pg_has_role is always true for a superuser, so the first column finds the user itself as well.
const ROLE_FACTS = `
select current_user::text as name,
  (select rolname::text from pg_roles r
   where (rolsuper or rolbypassrls) and pg_has_role(current_user, r.oid, 'member')
   order by (rolname = current_user) desc limit 1) as unbound,
  (select c.oid::regclass::text from pg_class c
   where c.relkind in ('r', 'p', 'v', 'm') and c.relnamespace::regnamespace::text !~ '^(pg_|information_schema)'
     and pg_has_role(current_user, c.relowner, 'member') limit 1) as owned,
  (select pg_has_role(current_user, oid, 'usage') from pg_roles where rolname = 'lonca_app') as known`
