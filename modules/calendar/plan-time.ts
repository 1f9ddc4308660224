import { type Principal, Refusal, type RefusalReason, roleWithin } from '../../schema/index.ts'
import type { ServiceSegment } from '../catalog/index.ts'
import { type Interval, minuteMs } from './intervals.ts'
import { staffWithin } from './reach.ts'
import type { Roster, RosterResource, RosterStaff } from './roster.ts'
import { staffTime } from './segments.ts'

/** How long after its start an appointment may still be entered: the walk-in who is already in the chair. */
export const pastGraceMs = 15 * minuteMs

/** How far ahead an appointment may begin: a year that was mistyped is noticed. */
export const farthestMs = 2 * 366 * 24 * 60 * minuteMs

/** What somebody asks of the calendar. Ids are UUIDs; null leaves the choice to the calendar. */
export interface WantedTime {
  readonly time: Interval
  readonly segments: readonly ServiceSegment[] | null
  /** One resource of each type is taken. */
  readonly resourceTypes: readonly string[]
  readonly branchId: string | null
  readonly staffId: string | null
  readonly resourceId: string | null
  /** Resources to prefer over others that would do as well: those it has now. */
  readonly keepsResourceIds: readonly string[]
  /** False for a person who was accepted before and stays. */
  readonly asksForQualification: boolean
  readonly allowsOutsideHours: boolean
}

/** Who and what could serve, best first; what is free among them is seen only under the locks. */
export interface TimePlan {
  readonly branchId: string
  readonly time: Interval
  readonly staffBusy: readonly Interval[]
  readonly staffIds: readonly string[]
  /** For each resource that is needed those that would do; the first need's becomes the appointment's own. */
  readonly needs: readonly (readonly RosterResource[])[]
}

/**
 * Checks what can be checked without looking at what is taken, and refuses with every reason at once: the time, the
 * branch, who is qualified and reached by the person asking, which resources fit, and working hours.
 */
export function planTime(roster: Roster, wanted: WantedTime, now: Date, principal: Principal): TimePlan {
  const reasons: RefusalReason[] = timeReasons(wanted.time, now)
  const { busy } = staffTime(wanted.time, wanted.segments)
  const branchId = branchOf(roster, wanted, principal)
  let staff = staffFor(roster, wanted, branchId, principal, reasons)
  let needs = needsFor(roster, wanted, branchId, reasons)
  if (wanted.allowsOutsideHours && roleWithin('calendar', 'act', principal) === 'staff') {
    reasons.push({ code: 'FORBIDDEN', field: ['allowOutsideHours'] })
  }
  if (!wanted.allowsOutsideHours && reasons.length === 0) {
    const open = roster.works([wanted.time], branchId)
    staff = staff.filter(({ id }) => open && roster.works(busy, branchId, id))
    needs = needs.map((need) => need.filter(({ id }) => roster.works([wanted.time], branchId, id)))
    if (staff.length === 0 || needs.some((need) => need.length === 0)) {
      reasons.push({ code: 'OUTSIDE_WORKING_HOURS', field: ['startsAt'] })
    }
  }
  if (reasons.length > 0) throw new Refusal(reasons)
  return { branchId, time: wanted.time, staffBusy: busy, staffIds: staff.map(({ id }) => id), needs }
}

function timeReasons({ start }: Interval, now: Date): RefusalReason[] {
  if (start % minuteMs !== 0) return [{ code: 'INVALID', field: ['startsAt'] }]
  if (start < now.getTime() - pastGraceMs) return [{ code: 'IN_THE_PAST', field: ['startsAt'] }]
  if (start > now.getTime() + farthestMs) return [{ code: 'TOO_FAR_AHEAD', field: ['startsAt'] }]
  return []
}

function branchOf(roster: Roster, wanted: WantedTime, principal: Principal): string {
  return (
    wanted.branchId ??
    roster.staffMember(wanted.staffId ?? '')?.branchId ??
    roster.resource(wanted.resourceId ?? '')?.branchId ??
    roster.staffMember(principal.assigneeId ?? '')?.branchId ??
    roster.branchIds[0] ??
    ''
  )
}

function staffFor(
  roster: Roster,
  wanted: WantedTime,
  branchId: string,
  principal: Principal,
  reasons: RefusalReason[],
): RosterStaff[] {
  const field = ['staffId']
  const reached = staffWithin(principal, 'act')
  const person = wanted.staffId === null ? null : roster.staffMember(wanted.staffId)
  if (!person) {
    const anybody = roster.staff.filter((one) => one.active && one.qualified && one.branchId === branchId)
    const reachable = anybody.filter(({ id }) => reached === null || reached.includes(id))
    if (anybody.length === 0) reasons.push({ code: 'STAFF_NOT_QUALIFIED', field })
    else if (reachable.length === 0) reasons.push({ code: 'FORBIDDEN', field })
    return reachable
  }
  // Someone who reaches only their own appointments books nobody else, whatever else is right or wrong.
  if (reached && !reached.includes(person.id)) throw new Refusal([{ code: 'FORBIDDEN', field }])
  if (!person.active) reasons.push({ code: 'STAFF_INACTIVE', field })
  if (wanted.asksForQualification && !person.qualified) reasons.push({ code: 'STAFF_NOT_QUALIFIED', field })
  return [person]
}

function needsFor(
  roster: Roster,
  { resourceTypes, resourceId, keepsResourceIds }: WantedTime,
  branchId: string,
  reasons: RefusalReason[],
): RosterResource[][] {
  const field = ['resourceId']
  const given = resourceId === null ? null : roster.resource(resourceId)
  if (given) {
    const fits = resourceTypes.length === 0 || resourceTypes.includes(given.type)
    if (!fits || given.branchId !== branchId) reasons.push({ code: 'RESOURCE_NOT_SUITABLE', field })
    if (!given.active) reasons.push({ code: 'RESOURCE_OUT_OF_ORDER', field })
  }
  const needs = given ? [[given]] : []
  for (const type of resourceTypes) {
    if (type === given?.type) continue
    const suitable = roster.resources.filter(
      (one) => one.active && one.type === type && one.branchId === branchId,
    )
    if (suitable.length === 0) reasons.push({ code: 'RESOURCE_MISSING', field, with: { type } })
    needs.push(
      suitable.sort(
        (a, b) => Number(keepsResourceIds.includes(b.id)) - Number(keepsResourceIds.includes(a.id)),
      ),
    )
  }
  return needs
}
