import { LoncaError } from '../../schema/index.ts'
import { operationLimits } from './operation-limits.ts'
import type { PricedField, PricedSet, Size } from './priced-operation.ts'

/** What one request may cost. */
export interface Price {
  /** Most that the answer can cost. */
  readonly requested: number
  /** The part of it that does not depend on how much is found. */
  readonly fixed: number
  /** The field that adds most, as a path from the operation down. */
  readonly dearest: { readonly path: string; readonly points: number }
}

type Variables = Readonly<Record<string, unknown>>

/** Every operation pays for being read and for finding out who asks. */
export const operationPoints = 10

/** Throws BAD_USER_INPUT for a list of more rows than are answered at once. */
export function priceOf(operation: PricedSet, variables: Variables): Price {
  const sum = { fixed: operationPoints, objects: 0, dearest: { path: '', points: 0 } }
  add(operation, 1, variables, sum)
  return { requested: sum.fixed + sum.objects, fixed: sum.fixed, dearest: sum.dearest }
}

interface Sum {
  fixed: number
  objects: number
  dearest: Price['dearest']
}

function add({ always, byType }: PricedSet, times: number, variables: Variables, sum: Sum): void {
  for (const field of always) addField(field, times, variables, sum)
  if (byType.length === 0) return
  // An object has one type: the dearest of them is what it can cost.
  let most: Sum | null = null
  for (const fields of byType) {
    const own: Sum = { fixed: 0, objects: 0, dearest: { path: '', points: 0 } }
    for (const field of fields) addField(field, times, variables, own)
    if (!most || own.fixed + own.objects > most.fixed + most.objects) most = own
  }
  if (!most) return
  sum.fixed += most.fixed
  sum.objects += most.objects
  if (most.dearest.points > sum.dearest.points) sum.dearest = most.dearest
}

function addField(field: PricedField, times: number, variables: Variables, sum: Sum): void {
  const { path, sizeFrom, points, isObject, conditions, below } = field
  for (const { variable, wanted } of conditions) if (variables[variable] === !wanted) return
  const size = known(field.size, variables)
  if (sizeFrom && size > operationLimits.rows) {
    throw LoncaError.badInput(
      `"${path}" asks for ${size} at once with "${sizeFrom}": at most ${operationLimits.rows} are answered.`,
      { http: { status: 400 } },
    )
  }
  const objects = isObject ? times * Math.max(size, 0) : 0
  sum.fixed += times * points
  sum.objects += objects
  const own = times * points + objects
  if (own > sum.dearest.points) sum.dearest = { path, points: own }
  if (objects > 0) add(below, objects, variables, sum)
}

function known(size: Size, variables: Variables): number {
  if (typeof size === 'number') return size
  const value = variables[size.variable]
  if (typeof value === 'number') return value
  return Array.isArray(value) ? value.length : size.otherwise
}
