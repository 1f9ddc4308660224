import { type Principal, reachInto, recordMeta, type Verb } from '../../schema/index.ts'
import { Appointment } from './appointment.ts'

/**
 * The staff whose appointments this person may see or act on, as UUIDs; null: everybody's. For what is asked of staff
 * before there is an appointment (whom to book, whose column to show); appointments themselves go through the read seam.
 */
export function staffWithin(principal: Principal, verb: Verb): readonly string[] | null {
  const reach = reachInto(recordMeta(Appointment), verb, principal)
  if (reach === 'all') return null
  if (reach === 'none' || principal.assigneeId === null) return []
  return reach === 'own' ? [principal.assigneeId] : principal.teamIds
}
