import { type FieldNode, type GraphQLField, getNamedType, isObjectType, Kind } from 'graphql'
import type { BlueprintSet } from '../compose/composition.ts'
import { type Moment, Slot } from '../read/statement.ts'
import type { Compilation } from './compilation.ts'
import type { CompiledField, FieldMoment } from './compiled-field.ts'
import { JsonText } from './json-text.ts'
import { closeMark, firstNumber, writtenMark } from './marks.ts'
import { NotCompiled } from './not-compiled.ts'
import { valueWriter } from './value-writer.ts'

type Args = { readonly [name: string]: unknown }

/** A field that the process writes from what the statement read for it. */
export interface WrittenField {
  /** Texts are those of all sources of the plan. Throws where graphql-js would answer with an error. */
  write(texts: readonly string[], moment: Moment): string
}

/** Leaves a mark where a field written by hand is to stand, and sees to it that what it needs is read. */
export function fieldJson(
  compilation: Compilation,
  set: BlueprintSet,
  field: GraphQLField<unknown, unknown>,
  { plan, dependsOn }: CompiledField,
  nodes: readonly FieldNode[],
): JsonText {
  const given: Args = compilation.arguments(field, nodes)
  const at = (moment: Moment): FieldMoment<Args> => {
    if (!moment.asked) throw new Error(`Query.${field.name} is answered to an operation.`)
    const args: { [name: string]: unknown } = {}
    for (const name in given)
      args[name] = given[name] instanceof Slot ? given[name].read(moment) : given[name]
    return { principal: moment.principal, ...moment.asked, args }
  }
  const { statement, setting } = compilation
  const { sources, value } = plan({
    set,
    principal: setting.principal,
    statement,
    args: Object.fromEntries(dependsOn.map((name) => [name, known(given[name], name, nodes)])),
    selected: selectedOf(compilation, field, nodes),
    later: (read) => new Slot((moment) => read(at(moment)), undefined),
  })
  const places = sources.map((source) => compilation.sourceNumber(source))
  const write = valueWriter(compilation, field.type, nodes)
  const number = compilation.written.push({
    write: (texts, moment) =>
      write(
        value(
          places.map((place) => texts[place] ?? ''),
          at(moment),
        ),
      ),
  })
  return new JsonText().literal(`${writtenMark}${String.fromCharCode(firstNumber + number - 1)}${closeMark}`)
}

/** A value that decides how the statement reads: written in the document, or a variable that the plan's key names. */
function known(given: unknown, name: string, [node]: readonly FieldNode[]): unknown {
  if (!(given instanceof Slot)) return given
  const value = node?.arguments?.find((argument) => argument.name.value === name)?.value
  if (value?.kind !== Kind.VARIABLE) throw new NotCompiled(`A part of ${name} is a variable.`)
  return given.sample
}

function selectedOf(
  { selection }: Compilation,
  field: GraphQLField<unknown, unknown>,
  nodes: readonly FieldNode[],
): ReadonlySet<string> {
  const type = getNamedType(field.type)
  if (!isObjectType(type)) return new Set()
  return new Set([...selection.fields(type, nodes).values()].map(([node]) => node?.name.value ?? ''))
}
