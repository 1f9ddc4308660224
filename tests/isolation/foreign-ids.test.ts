import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withClient } from '../../gateway/database/roles.ts'
import { installedBlueprints } from '../../gateway/installed.ts'
import { decodeId, encodeId, newId, recordMeta } from '../../schema/index.ts'
import { type TestBusiness, testBusiness } from '../support/business.ts'
import { type CanaryTenant, plantCanaries } from '../support/canary-tenant.ts'
import { idOperations } from '../support/generated-operations.ts'
import { startTestServer, type TestServer } from '../support/server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server?.close())

/** Every place of every root field, with several ids each: on a busy machine that takes its time. */
const patienceMs = 180_000

describe.each(installedBlueprints.map(({ key }) => key))(
  'ids of another tenant, asked for by a %s',
  (blueprint) => {
    let asking: TestBusiness
    let other: CanaryTenant
    let planting: TestBusiness

    beforeAll(async () => {
      asking = await testBusiness(server, blueprint)
      planting = await testBusiness(server, blueprint)
      other = await plantCanaries(planting, 'CANARY')
    })

    it(
      'are answered exactly as ids that do not exist, in every place where an id can be written',
      async () => {
        const operations = idOperations(asking.context.set.schema)
        expect(operations.length).toBeGreaterThan(50)
        const differences: string[] = []
        const before = await checksums(planting.tenantId)
        for (const { place, document, variables } of operations) {
          for (const id of candidates(place)) {
            const unknown = encodeId(decodeId(id)?.prefix ?? '', newId())
            const theirs = await asking.owner(document, variables(id))
            const nobodys = await asking.owner(document, variables(unknown))
            const [left, right] = [
              bodyOf(theirs).replaceAll(id, '…'),
              bodyOf(nobodys).replaceAll(unknown, '…'),
            ]
            if (left !== right)
              differences.push(`${place} with ${id}: ${left.slice(0, 300)} instead of ${right.slice(0, 300)}`)
            if (left.includes(other.canary))
              differences.push(`${place} with ${id} shows the other tenant's text`)
          }
        }
        expect(differences).toEqual([])
        expect(await checksums(planting.tenantId)).toEqual(before)
      },
      patienceMs,
    )

    it(
      'would show if they were found: the other tenant itself gets different answers for its own ids',
      async () => {
        const blind: string[] = []
        const operations = idOperations(asking.context.set.schema)
        for (const { place, document, variables } of operations) {
          const differs = await Promise.all(
            candidates(place).map(async (id) => {
              const unknown = encodeId(decodeId(id)?.prefix ?? '', newId())
              const found = bodyOf(await planting.owner(document, variables(id))).replaceAll(id, '…')
              return (
                found !== bodyOf(await planting.owner(document, variables(unknown))).replaceAll(unknown, '…')
              )
            }),
          )
          if (!differs.includes(true)) blind.push(place)
        }
        expect(blind.length / operations.length, blind.join('\n')).toBeLessThan(0.1)
      },
      patienceMs,
    )

    /** Ids of the records that the place speaks of, by the names of references and fields; of all when they do not tell. */
    function candidates(place: string): string[] {
      const { records } = asking.context.set.relations
      const [, field, path] = /^\w+\.(\w+)\((.*)\)$/.exec(place) ?? []
      const word = (path?.split('.').findLast((part) => part !== 'eq' && part !== 'in') ?? '').replace(
        /(.)Ids?$/,
        '$1',
      )
      const pointedAt = records.flatMap(({ attributes }) => {
        const reference = attributes.get(word)?.reference
        return reference ? [recordMeta(reference.target()).name] : []
      })
      const spoken = records.filter(({ name, singular, plural }) =>
        [name, singular, plural].some((one) => field?.toLowerCase().endsWith(one.toLowerCase())),
      )
      const names = new Set(pointedAt.length > 0 ? pointedAt : spoken.map(({ name }) => name))
      const ids = [...other.ids].filter(([record]) => names.size === 0 || names.has(record))
      return ids.map(([, id]) => id)
    }
  },
)

function bodyOf({ data, errors }: { data: unknown; errors?: unknown }): string {
  return JSON.stringify({ data, errors })
}

/** One digest per table of a tenant's rows. */
async function checksums(tenantId: string): Promise<Record<string, string>> {
  return withClient(server.database.ownerUrl, async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
       where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace and c.relname not in ('sessions', 'event_outbox', 'event_feed')
       order by 1`,
    )
    const sums: Record<string, string> = {}
    for (const { name } of tables) {
      const { rows } = await client.query(
        `select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t where tenant_id = $1`,
        [tenantId],
      )
      sums[name] = rows[0].sum
    }
    return sums
  })
}
