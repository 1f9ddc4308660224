import { createHash } from 'node:crypto'
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import type { Principal } from '../principal.ts'
import { notedSql } from '../read/health-access.ts'
import { type Finished, messageOf } from '../read/statement.ts'
import type { RecordMeta } from '../record/record-meta.ts'
import type { SplicedField } from './code-fields.ts'
import { Compilation } from './compilation.ts'
import type { WrittenField } from './field-json.ts'
import { jsonLiteral, jsonObject } from './json-text.ts'
import { NotCompiled } from './not-compiled.ts'
import { rootJson } from './root-json.ts'
import { Selection } from './selection.ts'
import { isUndecided } from './undecided.ts'

/** A query as one statement whose only column is the response's `data`, as text with marks. */
export interface Plan {
  /** Names the message, for connections that prepare it. */
  readonly name: string
  readonly message: Finished
  /** The plan inside of the message, to be asked together with others. */
  readonly plan: Finished
  /** Records that the text marks, and writes down, where it shows health data of them. */
  readonly health: ReadonlySet<RecordMeta>
  readonly spliced: readonly SplicedField[]
  readonly written: readonly WrittenField[]
}

export interface OperationInput {
  readonly set: BlueprintSet
  readonly principal: Principal
  readonly operation: OperationDefinitionNode
  readonly fragments: Readonly<{ [name: string]: FragmentDefinitionNode }>
  /** Coerced. */
  readonly variables: Readonly<{ [name: string]: unknown }>
}

/**
 * Compiles a query for all who have the same permissions and send variables of the same shape. Throws NotCompiled, or
 * the error of an argument, for what graphql-js has to answer.
 */
export function compileOperation({ set, principal, operation, fragments, variables }: OperationInput): Plan {
  const query = set.schema.getQueryType()
  if (operation.operation !== 'query' || !query) throw new NotCompiled('Only queries are compiled.')
  if (isUndecided([operation, ...Object.values(fragments)], variables))
    throw new NotCompiled('Whether a field is selected is not said.')
  const selection = new Selection(set.schema, fragments, variables)
  const setting = { relations: set.relations, principal, codeFields: set.codeFields }
  const compilation = new Compilation(setting, selection, false)
  const fields = query.getFields()
  const members = [...selection.rootFields(query, operation.selectionSet)].map(([key, nodes]) => {
    const name = nodes[0]?.name.value ?? ''
    if (name === '__typename') return [key, jsonLiteral(query.name)] as const
    const field = fields[name]
    if (!field) throw new NotCompiled(`Query.${name} is introspection.`)
    return [key, rootJson(compilation, set, field, nodes)] as const
  })
  const { statement, health, spliced, written } = compilation
  const data = jsonObject(members).append(compilation.sources()).toSql()
  const plan = statement.finished(data)
  const noted = health.size > 0 ? notedSql(statement, health, [0], null) : null
  const message = statement.finished(messageOf([data], [], noted))
  const name = `lonca_${createHash('sha256').update(message.sql).digest('base64url').slice(0, 22)}`
  return { name, message, plan, health, spliced, written }
}
