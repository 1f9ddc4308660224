import { type Allowed, TENANT_CONDITION } from './catalog-lint.ts'

const allow = (objects: string[], rules: string[], reason: string): Allowed[] =>
  objects.flatMap((object) => rules.map((rule) => ({ rule, object, reason })))

/**
 * Every exception from the rules of tenant isolation, with the reason. An exception that is not needed fails the
 * lint as well.
 *
 * @param migrationTables the tables that record migrations, one for core and one for each blueprint.
 */
export function catalogAllowList(migrationTables: string[]): Allowed[] {
  return [
    ...allow(
      migrationTables,
      ['row-level-security', 'policies', 'tenant-column', 'primary-key'],
      'Names of migrations belong to no tenant, and requests have no grant on them.',
    ),
    ...allow(
      ['relay_append_feed(integer)'],
      ['security-definer'],
      'Moves events of all tenants into their feeds; returns tenant ids and positions, no content.',
    ),
    ...allow(
      ['event_feed_positions(uuid[])'],
      ['security-definer'],
      'Says how far the feeds of given tenants have come, so that one question serves all who listen; numbers only.',
    ),
    ...allow(
      ['operations_backlog(timestamp with time zone)'],
      ['security-definer'],
      'The metrics say how much work of all tenants waits; numbers only.',
    ),
    ...allow(
      ['lonca_outbox_events()'],
      ['security-definer'],
      'A trigger: copies ids of the very rows that the statement inserted; cannot be called otherwise.',
    ),
    ...allow(
      ['lonca_roster_changed()'],
      ['security-definer'],
      'A trigger: marks the roster of the very tenant whose row was changed; cannot be called otherwise.',
    ),
    ...allow(
      [
        'auth_user_id_by_email(text)',
        'auth_session(bytea,timestamp with time zone,timestamp with time zone)',
      ],
      ['security-definer'],
      'Sign-in and session look-up happen before a tenant is known; they return ids and the moment of last use only.',
    ),
    ...allow(
      [
        'auth_user_link(bytea,text,timestamp with time zone)',
        'auth_invitation(bytea)',
        'auth_api_key(uuid,bytea)',
      ],
      ['security-definer'],
      'Links and keys are looked up by the hash of their secret before a tenant is known; they return ids and times.',
    ),
    ...allow(
      ['auth_ended(uuid[],timestamp with time zone)'],
      ['security-definer'],
      'Every process asks which of the sessions that it serves have ended; takes ids and returns some of them.',
    ),
    ...allow(
      ['revoke_sessions_of_member(uuid,uuid,timestamp with time zone)'],
      ['security-definer'],
      'An owner ends the sessions of a member: those of app.tenant_id only; returns nothing.',
    ),
    ...allow(
      [
        'take_attempt(bytea[],integer[],integer[],timestamp with time zone)',
        'return_attempt(bytea[],bytea[])',
      ],
      ['security-definer'],
      'Counts attempts under hashes before anybody is known; returns seconds, no content.',
    ),
    ...allow(
      ['attempts'],
      ['tenant-column', 'primary-key', 'policies'],
      'Counters under hashes belong to no tenant, and requests have no grant on them.',
    ),
    ...allow(
      ['unfinished_import_runs()'],
      ['security-definer'],
      'After a restart the gateway must find runs of all tenants to go on with; returns ids only.',
    ),
    ...allow(
      ['hand_out_jobs(timestamp with time zone,integer,integer)'],
      ['security-definer'],
      'Takes turns between tenants with due jobs; returns ids and places, what a job is about stays under its tenant.',
    ),
    ...allow(
      ['scheduled_tenants()'],
      ['security-definer'],
      'The clock starts jobs for every tenant: it needs their ids and time zones, and gets nothing else.',
    ),
    ...allow(
      ['fold_kpi_deltas(integer)'],
      ['security-definer'],
      'Adds sums of all tenants to their own rollups; returns how many rows it moved, no content.',
    ),
    ...allow(
      ['users', 'user_credentials', 'user_links', 'known_devices'],
      ['tenant-column', 'primary-key'],
      'A person is one user across tenants; the policies compare app.user_id.',
    ),
    ...allow(
      ['sessions'],
      ['primary-key'],
      'A session belongs to a person; the policies compare app.user_id.',
    ),
    ...allow(['users_email_unique'], ['unique-index'], 'One address signs in as one person, across tenants.'),
    ...allow(
      ['sessions_token_hash_key'],
      ['unique-index'],
      'The hash of 256 random bits: nobody can ask for one that exists without holding the token.',
    ),
    ...(['users', 'user_credentials', 'sessions', 'user_links', 'known_devices'] as const).map((table) => ({
      rule: 'policies',
      object: table,
      reason: 'Rows of the signed-in person only.',
      detail: policies(`own_rows ALL ${ownRows(table === 'users' ? 'id' : 'user_id', true)}`),
    })),
    {
      rule: 'policies',
      object: 'memberships',
      reason: 'Also readable by the person it belongs to, to choose a tenant.',
      detail: policies(
        `own_memberships SELECT ${ownRows('user_id', false)}`,
        `tenant_isolation ALL ${ownTenant}`,
      ),
    },
    {
      rule: 'policies',
      object: 'tenants',
      reason: 'Also readable by those who work there, to choose a tenant.',
      detail: policies(`own_tenants SELECT ${ownTenants}`, `tenant_isolation ALL ${ownTenant}`),
    },
  ]
}

const ownTenant = `to lonca_app using ${TENANT_CONDITION} check ${TENANT_CONDITION}`

const ownTenants = `to lonca_app using (tenant_id IN ( SELECT m.tenant_id
   FROM memberships m
  WHERE ((m.user_id = ( SELECT lonca_current_user_id() AS lonca_current_user_id)) AND (m.status = 'ACTIVE'::text))))`

function ownRows(column: string, writes: boolean): string {
  const condition = `(${column} = ( SELECT lonca_current_user_id() AS lonca_current_user_id))`
  return `to lonca_app using ${condition}${writes ? ` check ${condition}` : ''}`
}

/** The policies of a table as the lint words them: these and the two that every table has. */
function policies(...forRequests: string[]): string {
  return [
    ...forRequests,
    'backup_read SELECT to lonca_backup using true',
    'owner_all ALL to lonca_owner using true check true',
  ]
    .sort()
    .join('; ')
}
