import type { GraphQLField } from 'graphql'
import { Extensions } from 'type-graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import type { Principal } from '../principal.ts'
import type { Statement } from '../read/statement.ts'
import type { Locale } from '../words.ts'

/** Who asks a field, when, and with which arguments. */
export interface FieldMoment<Args> {
  readonly principal: Principal
  readonly now: Date
  readonly locale: Locale
  readonly args: Args
}

/** A part of a statement that fields are made of; fields that share one read it once. */
export interface Source {
  /** SQL that yields text; called once, when all fields have said what they need of it. */
  toSql(): string
}

/** A field while its statement is written, for everybody with the same permissions. */
export interface AskedField<Args> {
  readonly set: BlueprintSet
  /** Only permissions may decide how the statement reads; all else of the person comes through `later`. */
  readonly principal: Principal
  readonly statement: Statement
  /** Of the arguments, those that the declaration says the statement depends on. */
  readonly args: Partial<Args>
  /** Names of the fields that are selected of what the field answers. */
  readonly selected: ReadonlySet<string>
  /** A parameter's value, known when the statement is sent. */
  later(read: (moment: FieldMoment<Args>) => unknown): unknown
}

/** What a field reads, and what it answers with the texts of its sources. */
export interface FieldPlan<Args> {
  readonly sources: readonly Source[]
  value(texts: readonly string[], moment: FieldMoment<Args>): unknown
}

/** Throws NotCompiled or a LoncaError for what its resolver has to answer. */
export type PlanField<Args> = (asked: AskedField<Args>) => FieldPlan<Args>

/** How a field of the query that is written by hand becomes part of a compiled statement. */
export interface CompiledField {
  readonly plan: PlanField<{ readonly [name: string]: unknown }>
  /** Arguments whose values decide how the statement reads. */
  readonly dependsOn: readonly string[]
}

/**
 * Says on a resolver of `Query` how its field is answered together with the rest of an operation, in its one statement.
 * The resolver stays: it is what the answer is compared with, and who finds the words for what is refused. Objects that
 * the plan answers are read as they are, by the names of the fields.
 */
export function CompiledBy<Args>(
  plan: PlanField<Args>,
  { dependsOn = [] }: { readonly dependsOn?: readonly (keyof Args & string)[] } = {},
): MethodDecorator & PropertyDecorator {
  return Extensions({ compiled: { plan, dependsOn } }) as MethodDecorator & PropertyDecorator
}

/** What was said with `@CompiledBy`. */
export function compiledField(field: GraphQLField<unknown, unknown>): CompiledField | undefined {
  return field.extensions.compiled as CompiledField | undefined
}
