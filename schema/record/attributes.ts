import type { Words } from '../words.ts'
import type {
  Attribute,
  AttributeKind,
  AttributeOptions,
  ChoiceOptions,
  DerivedOptions,
  NumberOptions,
  ReferenceOptions,
  TextOptions,
} from './attribute.ts'
import { collectAttribute } from './collected.ts'
import { normaliseEmail, normalisePhone } from './normalise.ts'
import type { RecordClass } from './record-meta.ts'
import { snakeCase } from './snake-case.ts'

/** Short text on one line, at most 200 characters unless told otherwise. */
export const Text = (options: TextOptions) => declare('text', { maxLength: 200, ...options })

/** The same text in Turkish and English. */
export const Translated = (options: AttributeOptions) => declare('translated', options)

/** A whole number within 32 bits; the unit is part of the name (`odometerKm`). */
export const Integer = (options: NumberOptions) => declare('integer', options)

/** An exact decimal number, a string on the wire. */
export const Decimal = (options: AttributeOptions) => declare('decimal', options)

/** An amount in minor units (kuruş), a string on the wire; its currency is the record's `currency`. */
export const Money = (options: AttributeOptions) => declare('money', options)

/** Yes or no. */
export const Flag = (options: Optional<AttributeOptions>) => declare('flag', { privacy: 'none', ...options })

/** One of a closed list; becomes a GraphQL enum. */
export const Choice = (options: Optional<ChoiceOptions>) =>
  declare(
    'choice',
    { privacy: 'none', ...options },
    { choice: { name: options.name, values: options.values } },
  )

/** A point in time with milliseconds, stored and sent in UTC. */
export const Instant = (options: AttributeOptions) => declare('instant', options)

/** A calendar day without a time zone, `2026-11-20`. */
export const LocalDate = (options: AttributeOptions) => declare('date', options)

/** A wall-clock time of day, `09:30`. */
export const LocalTime = (options: AttributeOptions) => declare('time', options)

/** An e-mail address, stored in lower case. */
export const Email = (options: AttributeOptions) =>
  declare('email', { maxLength: 254, normalise: normaliseEmail, ...options })

/** A phone number, stored in E.164 (`+905321112233`); entered in any local form. */
export const Phone = (options: AttributeOptions) =>
  declare('phone', { maxLength: 16, normalise: normalisePhone, ...options })

/** A set of short words, at most 50. */
export const Tags = (options: AttributeOptions) => declare('tags', { default: [], ...options })

/** A structure of its own, opaque to filters. */
export const Json = (options: AttributeOptions) => declare('json', options)

/** A value computed by PostgreSQL from the row: the first choice for anything that is not stored. */
export const Derived = (options: DerivedOptions) =>
  declare(
    'derived',
    { ...options, writable: 'never', optional: true },
    { derived: { as: options.as, sql: options.sql } },
  )

/** Another record of the same tenant; a thunk, so that records may point at each other in any load order. */
export const Reference = (target: () => RecordClass, options: ReferenceOptions = {}) =>
  declare(
    'reference',
    { privacy: 'none', label: { en: '', tr: '' }, ...options },
    {
      reference: {
        target,
        ...(options.inverse && { inverse: options.inverse }),
        carriesReach: options.carriesReach ?? false,
        ...(options.fill && { fill: options.fill }),
      },
    },
  )

type Optional<T extends AttributeOptions> = Omit<T, 'privacy'> & { privacy?: T['privacy'] }

type Shared = AttributeOptions & Partial<Pick<Attribute, 'min' | 'max' | 'maxLength' | 'normalise'>>

function declare(kind: AttributeKind, options: Shared, more: Partial<Attribute> = {}): PropertyDecorator {
  return (prototype, property) => {
    const name = String(property)
    const where = `${prototype.constructor.name}.${name}`
    if (!options.privacy) {
      throw new Error(
        `${where} has no privacy class: say privacy: 'none', 'pii', 'health', 'body' or 'secret'.`,
      )
    }
    const { label, privacy, description, visibleTo, min, max, maxLength, normalise } = options
    collectAttribute(prototype.constructor, {
      name,
      kind,
      column: kind === 'reference' ? `${snakeCase(name)}_id` : snakeCase(name),
      label: labelled(label, name),
      privacy,
      optional: options.optional ?? false,
      writable: options.writable ?? 'always',
      list: options.list ?? false,
      unique: options.unique ?? false,
      ...(options.default !== undefined && { default: options.default }),
      ...(description && { description }),
      ...(visibleTo && { visibleTo }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
      ...(maxLength !== undefined && { maxLength }),
      ...(normalise && { normalise }),
      ...more,
    })
  }
}

function labelled(label: Words, name: string): Words {
  return label.en ? label : { en: name, tr: name }
}
