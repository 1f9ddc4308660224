/**
 * The language that everything else is written in: records and their attributes, modules and blueprints, the
 * composition that makes schemas of them, the read seam and the unit of work. It knows no module, no sector and no
 * process; a vendor writes against exactly what this door exports.
 */
export * from './access.ts'
export * from './action.ts'
export * from './allow.ts'
export * from './blueprint.ts'
export * from './blueprint-overrides.ts'
export * from './clock.ts'
export { Requires } from './compile/code-fields.ts'
export {
  type AskedField,
  CompiledBy,
  compiledField,
  type FieldMoment,
  type FieldPlan,
  type PlanField,
  type Source,
} from './compile/compiled-field.ts'
export type { Plan } from './compile/plan.ts'
export { PlannedReads } from './compile/planned-reads.ts'
export { Plans } from './compile/plans.ts'
export { joined, type Spliced, splice } from './compile/splice.ts'
export * from './compose/compose.ts'
export * from './compose/composition.ts'
export { type Rule, type Verdict, verdictOf } from './compose/guards.ts'
export * from './context.ts'
export { Costs, costOf, type FieldCost } from './costs.ts'
export { columnsOf } from './database/table-sql.ts'
export { connectionFrom, connectionOf, totalCountPoints } from './derive/connection.ts'
export { choiceEnum } from './derive/graphql-type.ts'
export { Node, OrderDirection, PageInfo, TranslatedText, UserErrorType } from './derive/shared-types.ts'
export { payloadOf, pick, versionedInput } from './derive/write-inputs.ts'
export * from './errors.ts'
export * from './ids.ts'
export * from './import-kind.ts'
export * from './job.ts'
export * from './kpi.ts'
export * from './module.ts'
export * from './notification.ts'
export * from './panel.ts'
export * from './principal.ts'
export * from './provider.ts'
export { mayRead, valueSql } from './read/columns.ts'
export { SeenHealth, type Viewing } from './read/health-access.ts'
export type { PageArguments } from './read/list.ts'
export { Lookup } from './read/lookup.ts'
export { mergedAsks } from './read/merged-asks.ts'
export { reachSql } from './read/reach.ts'
export * from './read/reader.ts'
export * from './read/statement.ts'
export type { Attribute, AttributeKind, Privacy, RoleName } from './record/attribute.ts'
export * from './record/attributes.ts'
export * from './record/normalise.ts'
export { attributeOf, Record, recordMeta } from './record/record.ts'
export type { Access, Reach, RecordClass, RecordMeta, Verb } from './record/record-meta.ts'
export { type Inverse, Relations } from './record/relations.ts'
export { TenantRecord } from './record/tenant-record.ts'
export * as scalars from './scalars.ts'
export * from './search.ts'
export * from './words.ts'
export type { ChangeObserver, StatementChange } from './write/change-observer.ts'
export * from './write/entered-columns.ts'
export type { RecordedEvent } from './write/event-rows.ts'
export { answered, type Payload, recordPayload, refusalWords, userErrors } from './write/payload.ts'
export * from './write/work.ts'
export * from './write/write-statement.ts'
