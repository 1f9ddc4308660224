import { type BlueprintSet, recordMeta } from '../../schema/index.ts'

/**
 * Core events behind the first screen: the day's appointments with the customers they name, money, the people, units
 * and hours that make capacity, and imports, which bring all of these at once.
 */
const core = [
  'appointment.',
  'customer.',
  'revenue.',
  'resource.',
  'staffMember.',
  'workingHours',
  'closedDay.',
  'import',
]

/**
 * Tells by an event's name whether what the first screen shows may have changed: the core events, and those of
 * every record that a key figure of the tenant's blueprints counts or that a blueprint brings itself.
 */
export function concernsCommandCenter(set: BlueprintSet): (eventType: string) => boolean {
  const records = [
    ...set.measures.map((measure) => measure.record()),
    ...set.blueprints.flatMap((blueprint) => blueprint.records ?? []),
  ]
  const prefixes = [...core, ...records.map((record) => `${recordMeta(record).events}.`)]
  return (eventType) => prefixes.some((prefix) => eventType.startsWith(prefix))
}
