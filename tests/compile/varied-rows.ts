import {
  type Attribute,
  encodeId,
  type RecordMeta,
  type RequestContext,
  recordMeta,
  type TenantRecord,
} from '../../schema/index.ts'
import { inherited, inOrderOfReference, soundValues } from '../support/canary-tenant.ts'
import { type Draw, drawOf } from './draw.ts'
import { oddDecimals, oddJson, oddLongs, oddTexts } from './odd-values.ts'

const rowsEach = 8

/**
 * Gives every record of the business rows that no export brings: odd texts, extreme numbers, nulls, archived ones,
 * moments with microseconds. What a rule of the database refuses is tried again with plainer values, and left out when
 * that is refused too. Says which records stay empty.
 */
export async function plantVariedRows(context: RequestContext): Promise<string[]> {
  const draw = drawOf(20_261_120)
  const known = new Map<string, string[]>()
  for (const meta of context.set.relations.records) known.set(meta.name, await idsOf(context, meta))
  for (const meta of inOrderOfReference(context.set.relations.records)) {
    if (neverPlanted.has(meta.name)) continue
    for (let index = 0; index < rowsEach; index += 1) {
      const id =
        (await planted(context, meta, known, draw, 'odd')) ??
        (await planted(context, meta, known, draw, 'plain'))
      if (!id) continue
      known.get(meta.name)?.push(id)
      await aged(context, meta, id, draw)
    }
  }
  return [...known].filter(([, ids]) => ids.length === 0).map(([name]) => name)
}

/** There is one of each, or others would sign in through them. */
const neverPlanted: ReadonlySet<string> = new Set([
  'Tenant',
  'TenantBlueprint',
  'ModuleCapability',
  'ModuleSwitch',
])

async function idsOf(context: RequestContext, meta: RecordMeta): Promise<string[]> {
  const { rows } = await context.read.page(meta, { first: 100 })
  return rows.map(({ id }) => id)
}

async function planted(
  context: RequestContext,
  meta: RecordMeta,
  known: ReadonlyMap<string, readonly string[]>,
  draw: Draw,
  manner: 'odd' | 'plain',
): Promise<string | null> {
  try {
    const row = await context.write(async (work) => {
      const values: Record<string, unknown> = { ...soundValues[meta.name] }
      if (meta.hangsOn) {
        const held = draw.oneOf(['Customer', 'Appointment'].filter((name) => known.get(name)?.length))
        values[meta.hangsOn.type] = held
        const uuid = draw.oneOf(known.get(held) ?? [])
        values[meta.hangsOn.uuid] = uuid
        const record = context.set.relations.byName.get(held)
        // One fact, in the words of callers.
        if (record && meta.attributes.has('recordId')) values.recordId = encodeId(record.prefix, uuid)
      }
      for (const attribute of meta.attributes.values()) {
        if (attribute.kind === 'derived' || attribute.name in values || inherited.has(attribute.name))
          continue
        const target = attribute.reference && recordMeta(attribute.reference.target())
        const ids = target && known.get(target.name)
        const isLeftOut = attribute.optional && draw.chance(manner === 'odd' ? 35 : 75)
        if (isLeftOut) values[attribute.name] = null
        else if (target)
          values[attribute.name] = ids?.length ? work.reference(target.class, draw.oneOf(ids)) : null
        else values[attribute.name] = valueOf(attribute, draw, manner)
      }
      return work.create<TenantRecord>(meta.class, values)
    })
    return row.id
  } catch {
    return null
  }
}

/** Moves a row in time, into the archive too; tables that are only appended to stay as they are. */
async function aged(context: RequestContext, meta: RecordMeta, id: string, draw: Draw): Promise<void> {
  const moments = ['2026-11-01T08:00:00.123456Z', '2026-11-01T08:00:00.123999Z', '2025-01-31T23:59:59.9995Z']
  const archived = draw.chance(25) ? draw.oneOf(moments) : null
  await context
    .write((work) =>
      work.sql(
        `update ${meta.table} set created_at = $3, updated_at = $4, archived_at = coalesce($5, archived_at) where tenant_id = $1 and id = $2`,
        [work.principal.tenantId, id, draw.oneOf(moments), draw.oneOf(moments), archived],
      ),
    )
    .catch(() => undefined)
}

function valueOf(attribute: Attribute, draw: Draw, manner: 'odd' | 'plain'): unknown {
  const isOdd = manner === 'odd'
  switch (attribute.kind) {
    case 'integer':
      return isOdd && attribute.min === undefined ? draw.oneOf([0, -1, 17, 1_000_000]) : (attribute.min ?? 1)
    case 'decimal':
      return isOdd ? draw.oneOf(oddDecimals) : '1'
    case 'money':
      return isOdd ? draw.oneOf(oddLongs) : '1'
    case 'flag':
      return draw.chance(50)
    case 'choice':
      return draw.oneOf(Object.keys(attribute.choice?.values ?? {}))
    case 'instant':
      return new Date(
        draw.oneOf(['2026-11-23T07:00:00.007Z', '2026-11-20T11:20:00Z', '1990-01-01T00:00:00Z']),
      )
    case 'date':
      return draw.oneOf(['1990-01-02', '2026-11-20', '2024-02-29'])
    case 'time':
      return draw.oneOf(['09:00', '18:30'])
    case 'email':
      return `odd${draw.upTo(999_999)}@example.test`
    case 'phone':
      return `+90532${1_000_000 + draw.upTo(8_999_999)}`
    case 'tags':
      return isOdd ? draw.some(oddTexts, 0, 3) : ['tag']
    case 'translated':
      return { en: draw.oneOf(oddTexts), tr: draw.oneOf(oddTexts) }
    case 'json':
      return isOdd ? draw.oneOf(oddJson) : {}
    default:
      return isOdd && !attribute.normalise
        ? Array.from(draw.oneOf(oddTexts))
            .slice(0, attribute.maxLength ?? 200)
            .join('')
        : `plain ${draw.upTo(999_999)}`.slice(0, attribute.maxLength ?? 200)
  }
}
