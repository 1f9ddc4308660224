import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  visit,
} from 'graphql'
import type { Principal } from '../principal.ts'
import { nullPattern } from '../read/order.ts'
import { shapeOf } from './arguments.ts'
import { compiledField } from './compiled-field.ts'
import { prefixOf } from './root-json.ts'

type Variables = Readonly<{ [name: string]: unknown }>

/**
 * Writes what of an operation's variables decides how its statement reads: the shape of each, which values of cursors
 * are null, the kinds of records that ids of `node` and `nodes` name, and the values that a field written by hand says
 * its part depends on.
 */
export function variableShapes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables) => string {
  const cursors = new Set<string>()
  const nodeIds = new Set<string>()
  const values = new Set<string>()
  const query = schema.getQueryType()?.getFields() ?? {}
  visit(document, {
    Field(field) {
      const named = query[field.name.value]
      const dependsOn = (named && compiledField(named)?.dependsOn) ?? []
      const isNode = field.name.value === 'node' || field.name.value === 'nodes'
      for (const { name, value } of field.arguments ?? []) {
        if (value.kind !== Kind.VARIABLE) continue
        if (name.value === 'after' || name.value === 'before') cursors.add(value.name.value)
        else if (isNode) nodeIds.add(value.name.value)
        else if (dependsOn.includes(name.value)) values.add(value.name.value)
      }
    },
  })
  const parts = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    const name = variable.name.value
    const inputType = typeFromAST(schema, type as never) as unknown as GraphQLInputType
    return (variables: Variables) => {
      const value = variables[name]
      if (value != null && values.has(name)) return JSON.stringify(value)
      if (typeof value === 'string' && cursors.has(name)) return cursorShape(value)
      if (value != null && nodeIds.has(name)) return kindsOf(value)
      return shapeOf(value, inputType)
    }
  })
  return parts.length === 0 ? () => '' : (variables) => parts.map((part) => part(variables)).join(';')
}

function cursorShape(cursor: string): string {
  try {
    return nullPattern(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    return 'broken'
  }
}

function kindsOf(value: unknown): string {
  const ids = Array.isArray(value) ? value : [value]
  return [...new Set(ids.map(prefixOf))].sort().join()
}

const permissions = new WeakMap<Principal, string>()

/** All that decides what somebody may see, apart from who they are. */
export function permissionKey(principal: Principal): string {
  let key = permissions.get(principal)
  if (key === undefined) {
    const grants = [...(principal.grants ?? [])].sort(([one], [other]) => (one < other ? -1 : 1))
    key = JSON.stringify([principal.role, principal.grants && grants, [...principal.switchedOff].sort()])
    permissions.set(principal, key)
  }
  return key
}
