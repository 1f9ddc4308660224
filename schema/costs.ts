import type { GraphQLField } from 'graphql'
import { Extensions } from 'type-graphql'

/** What a field costs beside the objects that it returns. */
export interface FieldCost {
  /** Points each time that it is answered: for work that one row of the answer does not show. */
  readonly points?: number
  /** Rows to reckon with in a list that cannot be asked for in pages. Default: 5. */
  readonly rows?: number
}

/**
 * Says on a hand-written field what it costs. Each object of an answer is one point; this is for figures, searches and
 * other fields that work for longer than the size of their answer tells.
 */
export function Costs(cost: FieldCost): MethodDecorator & PropertyDecorator {
  return Extensions({ cost }) as MethodDecorator & PropertyDecorator
}

/** What was said with `@Costs`. */
export function costOf(field: GraphQLField<unknown, unknown>): FieldCost | undefined {
  return field.extensions.cost as FieldCost | undefined
}
