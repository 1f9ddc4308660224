import { type ASTNode, BREAK, Kind, visit } from 'graphql'

/**
 * Whether a condition of `@skip` or `@include` is a variable that is null, as one with a default may be: an error as
 * soon as graphql-js comes by it.
 */
export function isUndecided(
  nodes: Iterable<ASTNode>,
  variables: Readonly<{ [name: string]: unknown }>,
): boolean {
  let isFound = false
  for (const node of nodes) {
    visit(node, {
      Directive({ arguments: given = [] }) {
        const isNull = given.some(
          ({ value }) => value.kind === Kind.VARIABLE && typeof variables[value.name.value] !== 'boolean',
        )
        if (isNull) isFound = true
        return isNull ? BREAK : undefined
      },
    })
  }
  return isFound
}
