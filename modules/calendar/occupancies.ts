import { newId, Refusal, Statement, type Work } from '../../schema/index.ts'
import { type Interval, overlap } from './intervals.ts'

/** One stretch of time of one person or unit, in one of its lanes. */
export interface Occupancy extends Interval {
  readonly kind: 'STAFF' | 'RESOURCE'
  /** UUID of the staff member or resource. */
  readonly subjectId: string
  readonly lane: number
}

/** What is taken already. */
export interface Busy extends Interval {
  readonly subjectId: string
  readonly lane: number
}

/**
 * Makes the verbs that want the same people or units wait in line until the end of the transaction. The keys are taken
 * in one order, so that two verbs never wait for each other.
 */
export async function lockSubjects(work: Work, subjectIds: readonly string[]): Promise<void> {
  await orSlotTaken(work.sql(lockSubjectsSql('$1::text[]'), [subjectIds]))
}

/** The same as SQL over an array of ids, with a row for each lock. */
export function lockSubjectsSql(subjectIds: string): string {
  return `select pg_advisory_xact_lock(key) from
    (select distinct hashtextextended(id, 0) as key from unnest(${subjectIds}) id order by key) keys`
}

/**
 * The blocking time of these subjects that touches a stretch, apart from one appointment's own; holds that have expired
 * are deleted on the way. Call it with the subjects locked: then it stays true until the transaction ends.
 */
export async function busyTime(
  work: Work,
  subjectIds: readonly string[],
  { start, end }: Interval,
  exceptAppointmentId: string | null,
): Promise<Busy[]> {
  return work.sql<Busy>(
    `with expired as (
       delete from occupancies where tenant_id = $1 and subject_id = any($2::uuid[]) and blocking and expires_at <= $3
     )
     select o.subject_id as "subjectId", o.lane, (extract(epoch from lower(o.during)) * 1000)::float8 as "start",
       (extract(epoch from upper(o.during)) * 1000)::float8 as "end"
     from occupancies o
     where o.tenant_id = $1 and o.subject_id = any($2::uuid[]) and o.blocking
       and o.during && tstzrange($4, $5) and (o.expires_at is null or o.expires_at > $3)
       and o.appointment_id is distinct from $6::uuid`,
    [work.principal.tenantId, subjectIds, work.now, new Date(start), new Date(end), exceptAppointmentId],
  )
}

/** The lowest lane of a subject that is free for all of `time`; null when there is none. */
export function freeLane(
  busy: readonly Busy[],
  subjectId: string,
  capacity: number,
  time: Interval,
): number | null {
  const taken = new Set(
    busy.filter((one) => one.subjectId === subjectId && overlap(one, time)).map(({ lane }) => lane),
  )
  for (let lane = 0; lane < capacity; lane += 1) if (!taken.has(lane)) return lane
  return null
}

/** Rows to be stored for an appointment. */
export interface StoredOccupancy extends Occupancy {
  readonly appointmentId: string
  readonly blocking: boolean
}

/** Writes occupancies in one statement. The appointments must be stored already. */
export async function storeOccupancies(work: Work, rows: readonly StoredOccupancy[]): Promise<void> {
  if (rows.length === 0) return
  const statement = new Statement(work.principal.tenantId)
  await orSlotTaken(work.sql(insertOccupanciesSql(statement, rows), statement.values))
}

/** The same as SQL. */
export function insertOccupanciesSql(statement: Statement, rows: readonly StoredOccupancy[]): string {
  const stored = rows.map(({ start, end, ...row }) => ({
    ...row,
    id: newId(),
    from: new Date(start),
    to: new Date(end),
  }))
  return `insert into occupancies (tenant_id, id, subject_kind, subject_id, lane, during, blocking, appointment_id)
    select ${statement.tenant}, r.id, r.kind, r."subjectId", r.lane, tstzrange(r."from", r."to"), r.blocking,
      r."appointmentId"
    from jsonb_to_recordset(${statement.value(JSON.stringify(stored), 'jsonb')}) as r(id uuid, kind text,
      "subjectId" uuid, lane int, "from" timestamptz, "to" timestamptz, blocking boolean, "appointmentId" uuid)`
}

/** Gives an appointment's time back and keeps the rows as what was once taken. */
export async function releaseTime(work: Work, appointmentId: string): Promise<void> {
  await work.sql(
    'update occupancies set blocking = false, expires_at = null where tenant_id = $1 and appointment_id = $2 and blocking',
    [work.principal.tenantId, appointmentId],
  )
}

/** Forgets what an appointment took; for one that is moved elsewhere. */
export async function removeOccupancies(work: Work, appointmentId: string): Promise<void> {
  await work.sql('delete from occupancies where tenant_id = $1 and appointment_id = $2', [
    work.principal.tenantId,
    appointmentId,
  ])
}

/** Exclusion violation, deadlock, lock timeout: whatever the way it shows, somebody else was faster. */
const lostRaces = new Set(['23P01', '40P01', '55P03'])

async function orSlotTaken<T>(statement: Promise<T>): Promise<T> {
  try {
    return await statement
  } catch (error) {
    if (lostRaces.has((error as { code?: string }).code ?? '')) throw slotTaken()
    throw error
  }
}

export function slotTaken(field = 'startsAt'): Refusal {
  return new Refusal([{ code: 'SLOT_TAKEN', field: [field] }])
}
