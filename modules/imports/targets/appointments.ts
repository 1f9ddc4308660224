import { newId, recordMeta, type Work } from '../../../schema/index.ts'
import { Appointment, Resource, StaffMember, takeTimeInBulk } from '../../calendar/index.ts'
import { Service, type ServiceSegment } from '../../catalog/index.ts'
import { RevenueEvent, recordSales } from '../../revenue/index.ts'
import type { StatusReading } from '../reading/index.ts'
import { type Remark, remark } from '../remarks.ts'
import { insertRows } from '../writing/bulk-rows.ts'
import { recordsByNumber, rememberNumbers } from '../writing/external-numbers.ts'
import { CustomerFinder, type NamedCustomer } from './customer-finder.ts'
import { Named } from './named.ts'
import type { GivenRow, ImportTarget, RunFacts, Undoing, UndoneLine, WrittenLine } from './target.ts'
import { undoAppointments } from './undo-appointments.ts'

/** The values of an appointment row, as `appointmentsKind` reads them. */
interface AppointmentValues extends NamedCustomer {
  readonly externalRef?: string | null
  readonly service: string
  readonly staff?: string | null
  readonly resource?: string | null
  readonly startsAt: Date
  readonly durationMinutes?: number | null
  readonly status: StatusReading
  readonly price?: bigint | null
  readonly method?: 'CASH' | 'CARD' | 'TRANSFER' | 'OTHER' | null
  readonly note?: string | null
}

interface ServiceFacts {
  readonly minutes: number
}

/** A row whose names are all known. */
interface Draft {
  readonly row: GivenRow
  readonly values: AppointmentValues
  readonly remarks: Remark[]
  readonly id: string
  readonly number: string
  readonly customerId: string
  readonly serviceId: string
  readonly staffId: string
  readonly resourceId: string | null
  readonly endsAt: Date
  readonly made: Record<string, string[]>
}

const minuteMs = 60_000
const openStatuses = new Set(['HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_SERVICE'])

/**
 * Appointments with what was paid. What is over is history and takes nothing from anybody; what is to come takes its
 * time, and a row that overlaps comes in as a conflict for a person to resolve. A number that is known is not imported
 * twice; a row without one is recognised by customer, service, person and start.
 */
export class AppointmentsTarget implements ImportTarget {
  readonly #services: Named<ServiceFacts>
  readonly #staff: Named
  readonly #resources: Named

  constructor(private readonly run: RunFacts) {
    const creates = run.options.createMissing ?? false
    this.#services = new Named(recordMeta(Service), { minutes: 't.duration_minutes' }, creates)
    this.#staff = new Named(recordMeta(StaffMember), {}, creates)
    this.#resources = new Named(recordMeta(Resource), {}, creates)
  }

  async write(work: Work, rows: readonly GivenRow[]): Promise<WrittenLine[]> {
    await this.#services.load(work)
    await this.#staff.load(work)
    await this.#resources.load(work)
    const customers = await CustomerFinder.of(
      work,
      rows.map(({ values }) => values as unknown as AppointmentValues),
    )
    const results = new Map<number, WrittenLine>()
    const drafts: Draft[] = []
    for (const row of rows) {
      const draft = await this.#draft(work, row, customers)
      if ('id' in draft) drafts.push(draft)
      else results.set(row.line, draft)
    }
    const fresh = await this.#leaveOutKnown(work, drafts, results)
    await this.#store(work, fresh)
    const { conflictIds } = await takeTimeInBulk(
      work,
      fresh.map(({ id }) => id),
    )
    await this.#recordRevenue(work, fresh)
    const numbers = new Map(fresh.map(({ number, id }) => [number, id]))
    await rememberNumbers(work, recordMeta(Appointment), this.run.runId, numbers)
    for (const draft of fresh)
      results.set(draft.row.line, finished(draft, conflictIds.includes(draft.id), work.now))
    return rows.map(({ line }) => results.get(line) as WrittenLine)
  }

  undo(work: Work, lines: readonly UndoneLine[]): Promise<Map<string, Undoing>> {
    return undoAppointments(work, this.run.runId, lines)
  }

  async #draft(work: Work, row: GivenRow, customers: CustomerFinder): Promise<Draft | WrittenLine> {
    const values = row.values as unknown as AppointmentValues
    const refused: Remark[] = []
    const customer = customers.find(values)
    if ('remark' in customer) refused.push(customer.remark)
    const isWanted = refused.length === 0
    const service = isWanted ? await this.#service(work, values, refused) : undefined
    const staff = isWanted ? await this.#staffMember(work, values, refused) : undefined
    const resource = isWanted && values.resource ? await this.#resource(work, values.resource, refused) : null
    if (!('id' in customer) || !service || !staff || refused.length > 0)
      return { line: row.line, outcome: 'REFUSED', remarks: refused }
    const minutes = values.durationMinutes ?? service.minutes
    const made = this.#madeNow()
    return {
      row,
      values,
      remarks: [],
      id: newId(),
      number: values.externalRef ?? naturalKey(customer.id, service.id, staff.id, values.startsAt),
      customerId: customer.id,
      serviceId: service.id,
      staffId: staff.id,
      resourceId: resource?.id ?? null,
      endsAt: new Date(values.startsAt.getTime() + minutes * minuteMs),
      made,
    }
  }

  async #service(work: Work, { service, durationMinutes, price }: AppointmentValues, refused: Remark[]) {
    const minutes = durationMinutes ?? 60
    const segments: ServiceSegment[] = [{ kind: 'WORK', minutes }]
    const values = {
      durationMinutes: minutes,
      segments,
      priceMinor: price ?? 0n,
      currency: this.run.currency,
      resourceTypes: [],
      active: true,
    }
    const found = await this.#services.findOrMake(work, service, values, { minutes })
    if (!found) refused.push(remark('SERVICE_UNKNOWN', 'refused', { field: 'service', given: service }))
    return found
  }

  async #staffMember(work: Work, { staff }: AppointmentValues, refused: Remark[]) {
    if (!staff) {
      refused.push(remark('STAFF_MISSING', 'refused', { field: 'staff' }))
      return undefined
    }
    const values = { color: 'slate', active: true, branch: this.run.branchId }
    const found = await this.#staff.findOrMake(work, staff, values, {})
    if (!found) refused.push(remark('STAFF_UNKNOWN', 'refused', { field: 'staff', given: staff }))
    return found
  }

  async #resource(work: Work, name: string, refused: Remark[]) {
    const values = { type: this.run.resourceType, capacity: 1, status: 'ACTIVE', branch: this.run.branchId }
    const found = await this.#resources.findOrMake(work, name, values, {})
    if (!found) refused.push(remark('RESOURCE_UNKNOWN', 'refused', { field: 'resource', given: name }))
    return found
  }

  #madeNow(): Record<string, string[]> {
    const made = {
      Service: this.#services.taken(),
      StaffMember: this.#staff.taken(),
      Resource: this.#resources.taken(),
    }
    return Object.fromEntries(Object.entries(made).filter(([, ids]) => ids.length > 0))
  }

  /** Rows whose number is not known yet; the others are answered here. */
  async #leaveOutKnown(
    work: Work,
    drafts: readonly Draft[],
    results: Map<number, WrittenLine>,
  ): Promise<Draft[]> {
    const meta = recordMeta(Appointment)
    const known = await recordsByNumber(
      work,
      meta,
      drafts.map(({ number }) => number),
    )
    const typed = await this.#typedNumbers(work, drafts)
    const seen = new Set<string>()
    return drafts.filter(({ row, number, values, made }) => {
      const earlier = known.get(number)
      const field = { field: 'externalRef', given: values.externalRef ?? '' }
      if (seen.has(number) || earlier?.runId === this.run.runId) {
        results.set(row.line, {
          line: row.line,
          outcome: 'REFUSED',
          remarks: [remark('REPEATED_NUMBER', 'refused', field)],
          changes: { made },
        })
        return false
      }
      seen.add(number)
      const recordId = earlier?.recordId ?? typed.get(number)
      if (recordId === undefined) return true
      const record = { meta, id: recordId }
      results.set(row.line, {
        line: row.line,
        outcome: 'SKIPPED',
        remarks: [remark('ALREADY_IMPORTED', 'noted')],
        record,
        changes: { made },
      })
      return false
    })
  }

  /** Numbers that appointments carry without an import having brought them. */
  async #typedNumbers(work: Work, drafts: readonly Draft[]): Promise<Map<string, string>> {
    const rows = await work.sql<{ number: string; id: string }>(
      `select external_ref as number, id from appointments
       where tenant_id = $1 and external_ref = any($2::text[]) and archived_at is null`,
      [work.principal.tenantId, drafts.flatMap(({ values }) => values.externalRef ?? [])],
    )
    return new Map(rows.map(({ number, id }) => [number, id]))
  }

  async #store(work: Work, drafts: readonly Draft[]): Promise<void> {
    const meta = recordMeta(Appointment)
    await insertRows(
      work,
      meta,
      drafts.map(({ id, values, customerId, serviceId, staffId, resourceId, endsAt }) => ({
        id,
        customer: customerId,
        service: serviceId,
        staff: staffId,
        resource: resourceId,
        branch: this.run.branchId,
        startsAt: values.startsAt,
        endsAt,
        status: values.status.status,
        cancelReason: values.status.cancelReason,
        statusChangedAt: statusSince(values, endsAt, work.now),
        source: 'IMPORT',
        priceMinor: values.price ?? null,
        currency: this.run.currency,
        note: values.note ?? null,
        conflict: false,
        externalRef: values.externalRef ?? null,
      })),
    )
    for (const { id, values } of drafts)
      work.tellOf('appointment.created', { meta, id }, this.run.branchId, {
        status: values.status.status,
        source: 'IMPORT',
      })
  }

  async #recordRevenue(work: Work, drafts: readonly Draft[]): Promise<void> {
    const paid = drafts.filter(({ values }) => values.status.status === 'DONE' && (values.price ?? 0n) > 0n)
    if (paid.length === 0) return
    const ids = await recordSales(
      work,
      paid.map(({ row, values, id, customerId, staffId, serviceId }) => ({
        grossMinor: values.price as bigint,
        method: values.method ?? 'OTHER',
        // Exports give one time per visit; the day of the visit is the day of the sale.
        occurredAt: values.startsAt,
        source: 'IMPORT',
        externalRef: `import ${this.run.runId} ${row.line}`,
        appointmentId: id,
        customerId,
        staffId,
        serviceId,
        branchId: this.run.branchId,
      })),
    )
    paid.forEach((draft, index) => {
      const id = ids[index]
      if (id) draft.made[RevenueEvent.name] = [id]
    })
  }
}

/** What a file without numbers says once per appointment. */
function naturalKey(customerId: string, serviceId: string, staffId: string, startsAt: Date): string {
  return `~${customerId} ${serviceId} ${staffId} ${startsAt.toISOString()}`
}

/** The export does not say when a status was set: what is over has had it since its end, all else since now. */
function statusSince({ status, startsAt }: AppointmentValues, endsAt: Date, now: Date): Date {
  if (openStatuses.has(status.status)) return now
  const since = status.status === 'CANCELLED' ? startsAt : endsAt
  return since < now ? since : now
}

function finished({ row, values, id, endsAt, made }: Draft, isConflict: boolean, now: Date): WrittenLine {
  const remarks: Remark[] = []
  const { status } = values.status
  if (isConflict) remarks.push(remark('SLOT_OVERLAP', 'noted', { field: 'startsAt' }))
  if (openStatuses.has(status) && endsAt <= now) remarks.push(remark('STALE', 'noted', { field: 'status' }))
  if (status === 'DONE' && values.price === 0n)
    remarks.push(remark('FREE_OF_CHARGE', 'noted', { field: 'price' }))
  if (status === 'DONE' && (values.price ?? 0n) > 0n && !values.method)
    remarks.push(remark('METHOD_ASSUMED', 'noted', { field: 'method' }))
  return {
    line: row.line,
    outcome: isConflict ? 'CONFLICT' : 'CREATED',
    remarks,
    record: { meta: recordMeta(Appointment), id },
    changes: { version: 1, made },
  }
}
