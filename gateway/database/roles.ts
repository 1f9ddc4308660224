import pg from 'pg'
import { DatabaseError } from './database-error.ts'

/** What the migrations need beside a database: the three roles and these extensions. */
const EXTENSIONS = ['btree_gist', 'pg_trgm', 'unaccent']

/** Addresses of one database for each role; see docs/guides/database.md for what each may do. */
export interface DatabaseUrls {
  appUrl: string
  ownerUrl: string
  backupUrl: string
}

/**
 * Makes an own cluster ready, as its superuser: roles with the given passwords (set at every start, so that
 * they always match the ones in the data folder), the database owned by `lonca_owner`, and the extensions.
 * May run any number of times.
 *
 * @param superuserUrl gives the address of a database of the cluster for its superuser.
 */
export async function bootstrapRoles(
  superuserUrl: (database?: string) => string,
  database: string,
  passwords: { owner: string; app: string; backup: string },
): Promise<DatabaseUrls> {
  await withClient(superuserUrl(), async (client) => {
    const { rows } = await client.query(
      `select array(select rolname::text from pg_roles) as roles,
        exists (select from pg_database where datname = $1) as "isThere"`,
      [database],
    )
    const { roles, isThere } = rows[0]
    const logins = Object.entries({
      lonca_owner: passwords.owner,
      lonca_app: passwords.app,
      lonca_backup: passwords.backup,
    }).map(([role, password]) => {
      const verb = roles.includes(role) ? 'alter' : 'create'
      return `${verb} role ${role} login nosuperuser nobypassrls password ${client.escapeLiteral(password)}`
    })
    await client.query(logins.join(';'))
    if (!isThere) await client.query(`create database ${client.escapeIdentifier(database)} owner lonca_owner`)
  })
  await withClient(superuserUrl(database), (client) =>
    client.query(EXTENSIONS.map((extension) => `create extension if not exists ${extension}`).join(';')),
  )
  const address = (role: string, password: string) => {
    const url = new URL(superuserUrl(database))
    url.username = role
    url.password = password
    return url.href
  }
  return {
    appUrl: address('lonca_app', passwords.app),
    ownerUrl: address('lonca_owner', passwords.owner),
    backupUrl: address('lonca_backup', passwords.backup),
  }
}

/**
 * Checks what the migrations rely on, through the owner's address: that its user is `lonca_owner` or a member
 * of it, and that roles and extensions exist; creates what is missing where the server allows it.
 *
 * @throws DatabaseError naming what is missing, with the statement that a server administrator must run.
 */
export async function ensureRoles(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, async (client) => {
    for (const role of ['lonca_owner', 'lonca_app', 'lonca_backup']) {
      const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
      if (!rowCount) await orExplain(client, `create role ${role} nologin`, `The role ${role} does not exist`)
    }
    const { rows } = await client.query(
      `select current_user as name, pg_has_role('lonca_owner', 'member') as member`,
    )
    if (!rows[0].member) {
      throw new DatabaseError(
        `The user "${rows[0].name}" of DATABASE_OWNER_URL may not act as lonca_owner. Ask the administrator of ` +
          `the server to run: grant lonca_owner to "${rows[0].name}"; (docs/guides/database.md)`,
      )
    }
    for (const extension of EXTENSIONS) {
      const { rowCount } = await client.query('select from pg_extension where extname = $1', [extension])
      if (!rowCount) {
        await orExplain(
          client,
          `create extension ${extension}`,
          `The extension ${extension} is not installed`,
        )
      }
    }
  })
}

async function orExplain(client: pg.Client, statement: string, missing: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (cause) {
    throw new DatabaseError(
      `${missing}, and the user of DATABASE_OWNER_URL may not create it (${(cause as Error).message}). Ask the ` +
        `administrator of the server to run: ${statement}; (docs/guides/database.md lists everything at once)`,
      { cause },
    )
  }
}

/** Runs `work` on a connection of its own and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}
