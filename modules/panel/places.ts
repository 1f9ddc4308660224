import {
  type BlueprintSet,
  type PanelNavigation,
  type Principal,
  reachInto,
  roleWithin,
} from '../../schema/index.ts'
import { mayAsk } from './widget-needs.ts'

/** The module that a place of the panel stands or falls with; undefined for one that is always there. */
export function moduleOfPlace(set: BlueprintSet, { record, needs }: PanelNavigation): string | undefined {
  return record ? set.relations.byName.get(record)?.module : set.rules.get(`Query.${needs?.[0]}`)?.module
}

/** Whether somebody is shown a place: its record is within reach, and its queries would be answered. */
export function isShown(set: BlueprintSet, item: PanelNavigation, viewer: Principal): boolean {
  const record = item.record ? set.relations.byName.get(item.record) : undefined
  if (item.record && (!record || reachInto(record, 'see', viewer) === 'none')) return false
  const module = moduleOfPlace(set, item)
  const role = module ? roleWithin(module, 'see', viewer) : viewer.role
  if (item.roles && (!role || !item.roles.includes(role))) return false
  return (item.needs ?? []).every((query) => mayAsk(set, query, viewer))
}

/** Whether the panel's main button does anything for somebody. */
export function mayBook(set: BlueprintSet, viewer: Principal): boolean {
  const appointment = set.relations.byName.get('Appointment')
  return !!appointment && reachInto(appointment, 'act', viewer) !== 'none'
}
