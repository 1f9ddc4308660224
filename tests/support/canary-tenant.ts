import type { ProvisionedTenant } from '../../gateway/provision-tenant.ts'
import {
  type Attribute,
  encodeId,
  type RecordMeta,
  recordMeta,
  type TenantRecord,
  type Work,
} from '../../schema/index.ts'

export interface CanaryTenant {
  /** One id per record of the tenant's set, as callers write it. */
  readonly ids: ReadonlyMap<string, string>
  /** Every text of the tenant holds this. */
  readonly canary: string
}

/**
 * Fills every table of a tenant with one row whose texts all carry a canary, straight from the declarations, so that
 * a new record is covered on the day it is declared.
 */
export async function plantCanaries(tenant: ProvisionedTenant, canary: string): Promise<CanaryTenant> {
  const { records } = tenant.context.set.relations
  const planted = new Map<RecordMeta, TenantRecord>()
  await tenant.context.write(async (work) => {
    for (const meta of inOrderOfReference(records)) {
      planted.set(meta, plant(work, meta, planted, canary))
      await work.flush()
    }
  })
  return {
    canary,
    ids: new Map([...planted].map(([meta, row]) => [meta.name, encodeId(meta.prefix, row.id)])),
  }
}

function plant(
  work: Work,
  meta: RecordMeta,
  planted: ReadonlyMap<RecordMeta, TenantRecord>,
  canary: string,
): TenantRecord {
  // The tenant and its owner exist already, and there is only one of each.
  if (meta.name === 'Tenant') return work.reference<TenantRecord>(meta.class, work.principal.tenantId)
  if (meta.name === 'Membership') return work.reference<TenantRecord>(meta.class, work.principal.membershipId)
  const values: Record<string, unknown> = { ...soundValues[meta.name], ...heldByCustomer(meta, planted) }
  for (const attribute of meta.attributes.values()) {
    if (attribute.kind === 'derived' || attribute.name in values || inherited.has(attribute.name)) continue
    const target = attribute.reference && recordMeta(attribute.reference.target())
    values[attribute.name] = target ? (planted.get(target) ?? null) : valueOf(attribute, meta, canary)
  }
  return work.create<TenantRecord>(meta.class, values)
}

/** What hangs on a record of any kind hangs on the customer here. */
function heldByCustomer(meta: RecordMeta, planted: ReadonlyMap<RecordMeta, TenantRecord>): object {
  const [record, customer] = [...planted].find(([{ name }]) => name === 'Customer') ?? []
  if (!meta.hangsOn || !record || !customer) return {}
  return {
    [meta.hangsOn.type]: record.name,
    [meta.hangsOn.uuid]: customer.id,
    ...(meta.attributes.has('recordId') && { recordId: encodeId(record.prefix, customer.id) }),
  }
}

export const inherited = new Set(['id', 'version', 'createdAt', 'updatedAt', 'archivedAt'])

/** Rows that the database checks against each other. */
export const soundValues: Readonly<Record<string, Record<string, unknown>>> = {
  ApiKey: { secretHash: Buffer.alloc(32) },
  Invitation: { status: 'PENDING' },
  WorkingHours: { weekday: 1, opensAt: '09:00', closesAt: '19:00' },
  Role: { base: 'STAFF', builtIn: false, grants: {} },
  TenantBlueprint: { state: 'RETIRED', isPrimary: false },
  TreatmentItem: { tooth: '36', sessions: 1, sessionsDone: 0 },
  Vehicle: { vin: '1M8GDM9AXKP042788' },
  RevenueEvent: {
    kind: 'SALE',
    grossMinor: '100',
    discountMinor: '0',
    taxMinor: '0',
    feeMinor: '0',
    netMinor: '100',
    reversalOf: null,
  },
}

function valueOf(attribute: Attribute, meta: RecordMeta, canary: string): unknown {
  switch (attribute.kind) {
    case 'integer':
      return attribute.min ?? 1
    case 'decimal':
    case 'money':
      return '1'
    case 'flag':
      return true
    case 'choice':
      return Object.keys(attribute.choice?.values ?? {})[0]
    case 'instant':
      return new Date('2026-11-23T07:00:00Z')
    case 'date':
      return '1990-01-02'
    case 'time':
      return '09:00'
    case 'email':
      return `${canary.toLowerCase()}@canary.test`
    case 'tags':
      return [`${canary} ${attribute.name}`]
    case 'translated':
      return { en: canary, tr: canary }
    case 'json':
      return { canary }
    default:
      return `${canary} ${meta.name}.${attribute.name}`
  }
}

/** Records in an order in which each comes after what it points at. */
export function inOrderOfReference(records: readonly RecordMeta[]): RecordMeta[] {
  const ordered: RecordMeta[] = []
  const visit = (meta: RecordMeta) => {
    if (ordered.includes(meta)) return
    for (const { reference } of meta.attributes.values()) {
      const target = reference && recordMeta(reference.target())
      if (target && target !== meta) visit(target)
    }
    if (!ordered.includes(meta)) ordered.push(meta)
  }
  records.forEach(visit)
  return ordered
}
