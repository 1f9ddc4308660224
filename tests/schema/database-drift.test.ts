import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import { composeInstalled } from '../../gateway/server.ts'
import { columnsOf } from '../../schema/database/table-sql.ts'
import { recordMeta } from '../../schema/index.ts'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

const records = [...composeInstalled().records.keys()].map(recordMeta)

describe('the migrated database', () => {
  it.each(records.map((meta) => [meta.name, meta] as const))(
    'has the columns that %s declares',
    async (_name, meta) => {
      const actual = await withClient(database.ownerUrl, async (client) => {
        const { rows } = await client.query<{ name: string; type: string; nullable: boolean }>(
          `select attname as name, format_type(atttypid, atttypmod) as type, not attnotnull as nullable
         from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`,
          [meta.table],
        )
        return new Map(rows.map((row) => [row.name, { type: row.type, nullable: row.nullable }]))
      })
      for (const { name, type, nullable } of columnsOf(meta)) {
        expect({ column: name, ...actual.get(name) }).toEqual({
          column: name,
          type: spelled[type] ?? type,
          nullable,
        })
      }
    },
  )

  it.each(records.map((meta) => [meta.name, meta] as const))(
    'leads every index of %s with the tenant',
    async (_name, meta) => {
      const leading = await withClient(database.ownerUrl, async (client) => {
        const { rows } = await client.query<{ index: string; first: string }>(
          `select i.indexrelid::regclass::text as index, a.attname as first
         from pg_index i left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
         where i.indrelid = $1::regclass`,
          [meta.table],
        )
        return rows
      })
      const others = leading.filter(({ first }) => first !== 'tenant_id').map(({ index }) => index)
      // A sign-in looks for memberships, and a program's call for its key, before a tenant is known.
      expect(others.filter((index) => !['memberships_by_user', 'api_keys_by_id'].includes(index))).toEqual([])
    },
  )
})

const spelled: Readonly<Record<string, string>> = {
  int: 'integer',
  'timestamptz(3)': 'timestamp(3) with time zone',
  'time(0)': 'time(0) without time zone',
}
