import { Arg, Field, InputType, Int, registerEnumType } from 'type-graphql'
import { orderableKinds } from '../read/order.ts'
import { type Attribute, type AttributeKind, valueKind } from '../record/attribute.ts'
import { recordMeta } from '../record/record.ts'
import type { RecordClass } from '../record/record-meta.ts'
import { generated, namedClass } from './generated.ts'
import { choiceEnum } from './graphql-type.ts'
import {
  DateTimeFilter,
  DecimalFilter,
  FlagFilter,
  IdFilter,
  IntFilter,
  LocalDateFilter,
  LocalTimeFilter,
  LongFilter,
  OrderDirection,
  PresenceFilter,
  TagsFilter,
  TextFilter,
} from './shared-types.ts'

const filters: Readonly<{ [kind in AttributeKind]: object }> = {
  text: TextFilter,
  email: TextFilter,
  phone: TextFilter,
  integer: IntFilter,
  decimal: DecimalFilter,
  money: LongFilter,
  flag: FlagFilter,
  choice: TextFilter,
  instant: DateTimeFilter,
  date: LocalDateFilter,
  time: LocalTimeFilter,
  tags: TagsFilter,
  json: PresenceFilter,
  translated: PresenceFilter,
  reference: IdFilter,
  derived: TextFilter,
}

/** The filter input of a record: one condition per attribute, and `and`, `or`, `not` over them. */
export function filterOf(record: RecordClass): new () => object {
  const meta = recordMeta(record)
  const name = `${meta.name}Filter`
  return generated(name, () => {
    const filter = namedClass(name)
    InputType(name)(filter)
    for (const word of ['and', 'or']) Field(() => [filter], { nullable: true })(filter.prototype, word)
    Field(() => filter, { nullable: true })(filter.prototype, 'not')
    Field(() => IdFilter, { nullable: true })(filter.prototype, 'id')
    for (const attribute of meta.attributes.values()) {
      if (attribute.name === 'id' || attribute.privacy === 'secret') continue
      const type = attribute.choice ? choiceFilter(attribute) : filters[valueKind(attribute)]
      Field(() => type as never, { nullable: true })(filter.prototype, attribute.name)
    }
    return filter
  })
}

function choiceFilter(attribute: Attribute): new () => object {
  const name = `${attribute.choice?.name}Filter`
  return generated(name, () => {
    const filter = namedClass(name)
    const values = choiceEnum(attribute)
    InputType(name)(filter)
    Field(() => values, { nullable: true })(filter.prototype, 'eq')
    Field(() => [values] as never, { nullable: true })(filter.prototype, 'in')
    Field(() => Boolean, { nullable: true })(filter.prototype, 'isNull')
    return filter
  })
}

/** The order input of a record: a field that can be ordered by and a direction. */
export function orderOf(record: RecordClass): new () => object {
  const meta = recordMeta(record)
  const name = `${meta.name}Order`
  return generated(name, () => {
    const orderable = [...meta.attributes.values()].filter(
      (attribute) => orderableKinds.includes(valueKind(attribute)) && attribute.privacy !== 'secret',
    )
    const fields = Object.fromEntries(orderable.map((attribute) => [attribute.name, attribute.name]))
    registerEnumType(fields, { name: `${name}Field` })
    const order = namedClass(name)
    InputType(name)(order)
    Field(() => fields)(order.prototype, 'field')
    Field(() => OrderDirection, { defaultValue: 'ASC' })(order.prototype, 'direction')
    return order
  })
}

/** Hangs the arguments of a list on a generated method; resolvers read them by name. */
export function listArguments(record: RecordClass, prototype: object, method: string): void {
  const size = 'At most 100.'
  const filter = filterOf(record)
  const order = orderOf(record)
  Arg('first', () => Int, { nullable: true, description: `${size} Default 20.` })(prototype, method, 0)
  Arg('after', () => String, { nullable: true })(prototype, method, 1)
  Arg('last', () => Int, { nullable: true, description: size })(prototype, method, 2)
  Arg('before', () => String, { nullable: true })(prototype, method, 3)
  Arg('filter', () => filter, { nullable: true })(prototype, method, 4)
  Arg('orderBy', () => [order] as never, { nullable: true })(prototype, method, 5)
}
