import { createHash } from 'node:crypto'
import type { FragmentDefinitionNode, OperationDefinitionNode } from 'graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import type { Principal } from '../principal.ts'
import { messageOf, type Template } from '../read/statement.ts'
import type { SplicedField } from './code-fields.ts'
import { Compilation } from './compilation.ts'
import { jsonLiteral, jsonObject } from './json-text.ts'
import { NotCompiled } from './not-compiled.ts'
import { rootJson } from './root-json.ts'
import { Selection } from './selection.ts'

/** A query as one statement whose only column is the response's `data`, as text with marks. */
export interface Plan {
  /** Names the text, for connections that prepare it. */
  readonly name: string
  readonly text: string
  /** The plan inside of the text, to be asked together with others. */
  readonly plan: string
  readonly template: Template
  readonly spliced: readonly SplicedField[]
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
  const template = compilation.statement
  const plan = template.finished(jsonObject(members).toSql())
  const text = messageOf([plan])
  const name = `lonca_${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`
  return { name, text, plan, template, spliced: compilation.spliced }
}
