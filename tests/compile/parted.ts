import { type DocumentNode, Kind, parse, print, visit } from 'graphql'
import type { Paths } from './compared.ts'
import { difference, type PathAnswer, type Question } from './paths.ts'

/**
 * Where the paths part, in a sentence; null where they do not. When several fields of the query fail that are never
 * null, nothing is left but the error of the one that failed first, and either may be: then each field, asked alone,
 * has to be answered the same, and what both paths say has to be among those answers.
 */
export async function parted(
  paths: Paths,
  question: Question,
): Promise<[PathAnswer, PathAnswer, string | null]> {
  const answers = [await paths.reference(question), await paths.other(question)] as const
  const told = difference(...answers)
  const alone = told && answers.every(isOneError) ? fieldsAlone(parse(question.document)) : []
  if (alone.length < 2) return [...answers, told]
  const errors = new Set<string>()
  for (const document of alone) {
    const one = { ...question, document }
    const answer = await paths.reference(one)
    const apart = difference(answer, await paths.other(one))
    if (apart) return [...answers, apart]
    for (const error of answer.errors) errors.add(error)
  }
  const isKnown = answers.every((answer) => answer.errors.every((error) => errors.has(error)))
  return [...answers, isKnown ? null : told]
}

function isOneError({ data, errors }: PathAnswer): boolean {
  return data === 'null' && errors.length === 1
}

/** The document with each of its outermost selections by itself. */
function fieldsAlone(document: DocumentNode): string[] {
  const [count = 0] = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [definition.selectionSet.selections.length] : [],
  )
  return Array.from({ length: count }, (_, place) =>
    print(
      visit(document, {
        OperationDefinition: (operation) => ({
          ...operation,
          selectionSet: {
            ...operation.selectionSet,
            selections: operation.selectionSet.selections.slice(place, place + 1),
          },
        }),
      }),
    ),
  )
}
