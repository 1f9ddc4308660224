import { Field, ID, InputType, Int, ObjectType } from 'type-graphql'
import type { Attribute } from '../record/attribute.ts'
import { attributeOf, recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import { generated, namedClass } from './generated.ts'
import { graphqlType } from './graphql-type.ts'
import { UserErrorType } from './shared-types.ts'

/** Name of an attribute in an input: a reference is given by its id. */
export function inputName(attribute: Attribute): string {
  return attribute.reference ? `${attribute.name}Id` : attribute.name
}

export function createInputOf(record: RecordClass): new () => object {
  const meta = recordMeta(record)
  return generated(`Create${meta.name}Input`, () => {
    const input = namedClass(`Create${meta.name}Input`)
    InputType(`Create${meta.name}Input`)(input)
    for (const attribute of meta.attributes.values()) {
      if (attribute.writable === 'never') continue
      addField(input, attribute, attribute.optional || attribute.default !== undefined)
    }
    return input
  })
}

export function updateInputOf(record: RecordClass): new () => object {
  const meta = recordMeta(record)
  return generated(`Update${meta.name}Input`, () => {
    const input = versionedInput(`Update${meta.name}Input`)
    for (const attribute of meta.attributes.values()) {
      if (attribute.writable === 'always') addField(input, attribute, true)
    }
    return input
  })
}

/** `{ id, version }`: what every verb on an existing record is told, so that it never overwrites a newer state. */
export function versionedInput(name: string): new () => object {
  return generated(name, () => {
    const input = namedClass(name)
    InputType(name)(input)
    Field(() => ID)(input.prototype, 'id')
    Field(() => Int, { description: 'The version that the change was made from.' })(
      input.prototype,
      'version',
    )
    return input
  })
}

/**
 * A base for hand-written inputs with some of a record's attributes, e.g.
 * `class BookAppointmentInput extends pick(Appointment, 'startsAt', 'note')`. Keep such classes out of record files.
 */
export function pick(record: RecordClass, ...names: readonly string[]): new () => object {
  const meta = recordMeta(record)
  const base = namedClass(`${meta.name}Part`)
  InputType(`${meta.name}Part${names.join('')}`)(base)
  for (const name of names) {
    const attribute = attributeOf(meta, name)
    addField(base, attribute, attribute.optional || attribute.default !== undefined)
  }
  return base
}

/** `{ <record>, userErrors }`: what a mutation of a record answers with. */
export function payloadOf(record: RecordClass, name: string): new () => object {
  const meta = recordMeta(record)
  return generated(name, () => {
    const payload = namedClass(name)
    ObjectType(name, { simpleResolvers: true })(payload)
    Field(() => record, {
      nullable: true,
      description: 'The record after the change; on a conflict as it stands now; null when nothing was done.',
    })(payload.prototype, meta.singular)
    Field(() => [UserErrorType], { description: 'Empty when all went well.' })(
      payload.prototype,
      'userErrors',
    )
    return payload
  })
}

function addField(input: new () => object, attribute: Attribute, nullable: boolean): void {
  const description = attribute.description ?? attribute.label.en
  // Made now: type-graphql no longer sees what is first made while it builds.
  const type = (attribute.reference ? ID : graphqlType(attribute, 'input')) as never
  Field(() => type, { nullable, description })(input.prototype, inputName(attribute))
}
