import {
  encodeId,
  type RecordClass,
  Refusal,
  recordMeta,
  refuse,
  type TenantRecord,
  type Work,
} from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { Membership } from '../identity/index.ts'

/** What a task or reminder is about and whose it is, as verbs enter it. */
interface Entered {
  [name: string]: unknown
  owner?: Membership
  customer?: Customer | null
  appointment?: Appointment | null
}

/** Whoever is given something must be able to sign in. */
export async function refuseAbsentOwner(work: Work, entered: Entered): Promise<void> {
  if (!entered.owner) return
  const owner = await work.read.byId(recordMeta(Membership), entered.owner.id)
  if (owner?.status !== 'ACTIVE') refuse('OWNER_ABSENT', ['ownerId'])
}

/** What is about an appointment is about its customer too. */
export async function withCustomer<T extends Entered>(work: Work, entered: T): Promise<T> {
  if (!entered.appointment || entered.customer) return entered
  const appointment = await work.read.byId(recordMeta(Appointment), entered.appointment.id)
  return { ...entered, customer: work.reference(Customer, String(appointment?.customer)) }
}

/** Someone who reaches only their own may neither give nor take what is another's. */
export async function refuseBeyondReach(
  work: Work,
  record: RecordClass,
  { id }: TenantRecord,
): Promise<void> {
  await work.flush()
  const within = await work.read.reachable(recordMeta(record), [id], 'act')
  if (!within.has(id)) throw new Refusal([{ code: 'FORBIDDEN', field: ['ownerId'] }])
}

/** The member who acts; null for the product itself. */
export function actingMember(work: Work): Membership | null {
  const { actor, membershipId } = work.principal
  return actor === 'user' ? work.reference(Membership, membershipId) : null
}

/** Whose something is, as events tell it; and whose it was, so that it leaves their screen. */
export async function toldOwner(work: Work, owner: string, previous: string | null = null) {
  const told = { ownerId: encodeId('mem', owner) }
  if (previous === null || previous === owner) return told
  const [staff] = await work.sql<{ id: string }>(
    'select id from staff_members where tenant_id = $1 and membership_id = $2 and archived_at is null limit 1',
    [work.principal.tenantId, previous],
  )
  return {
    ...told,
    previousOwnerId: encodeId('mem', previous),
    ...(staff && { previousStaffId: encodeId('stf', staff.id) }),
  }
}
