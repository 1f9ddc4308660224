import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { postgraphile } from 'postgraphile'
import { TYPES } from 'postgraphile/@dataplan/pg'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { sql } from 'postgraphile/pg-sql2'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { addPgTableCondition, addPgTableOrderBy, orderByAscDesc } from 'postgraphile/utils'
import { anchor } from '../../data/size.ts'
import { bearerOf, poolSize, serve } from '../served.ts'

/** Names sort as Turkish readers expect, and along the product's index. */
const orderByName = addPgTableOrderBy({ schemaName: 'public', tableName: 'customers' }, () =>
  orderByAscDesc('NAME_IN_TURKISH', (query) => ({
    fragment: sql`${query.alias}.name collate "tr-x-icu"`,
    codec: TYPES.text,
  })),
)

/** Rows that are not archived, and a stretch of time, on lists of appointments. */
const appointments = { schemaName: 'public', tableName: 'appointments' }
const conditions = [
  addPgTableCondition(
    appointments,
    'isArchived',
    (build) => ({ type: build.graphql.GraphQLBoolean }),
    (value, { sqlTableAlias }) =>
      value ? sql`${sqlTableAlias}.archived_at is not null` : sql`${sqlTableAlias}.archived_at is null`,
  ),
  addPgTableCondition(appointments, 'startsFrom', moment, (value, { sqlTableAlias, sqlValueWithCodec }) => {
    return sql`${sqlTableAlias}.starts_at >= ${sqlValueWithCodec(value, TYPES.timestamptz)}`
  }),
  addPgTableCondition(appointments, 'startsTo', moment, (value, { sqlTableAlias, sqlValueWithCodec }) => {
    return sql`${sqlTableAlias}.starts_at <= ${sqlValueWithCodec(value, TYPES.timestamptz)}`
  }),
]

function moment(build: GraphileBuild.Build) {
  return { type: build.getInputTypeByName('Datetime') }
}

/** PostGraphile over the product's tables: its role, its row-level security, the settings of its production guide. */
await serve(async ({ appUrl, tenantOf }) => {
  const pool = new pg.Pool({
    connectionString: appUrl,
    max: poolSize,
    application_name: 'bench-postgraphile',
  })
  const began = performance.now()
  const now = () => new Date(anchor.getTime() + performance.now() - began).toISOString()
  const instance = postgraphile({
    extends: [PostGraphileAmberPreset],
    plugins: [orderByName, ...conditions],
    pgServices: [makePgService({ pool, schemas: ['public', 'bench'] })],
    grafserv: { graphqlPath: '/graphql', graphiql: false, websockets: false, watch: false },
    grafast: {
      explain: false,
      context({ node }) {
        const tenant = tenantOf.get(bearerOf(node?.req.headers.authorization))
        if (!tenant) throw new Error('Nobody has this token.')
        return {
          pgSettings: {
            'app.tenant_id': tenant.id,
            'bench.user': tenant.userId,
            'bench.now': now(),
            'bench.request': `req_${randomUUID()}`,
          },
        }
      },
    },
  })
  const served = instance.createServ(grafserv)
  const server = createServer()
  await served.addTo(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
})
