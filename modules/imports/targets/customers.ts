import { newId, type RecordMeta, recordMeta, type Work } from '../../../schema/index.ts'
import { Consent, Customer, CustomerNote } from '../../customers/index.ts'
import { calmName, fold, isShouted, plainText } from '../reading/index.ts'
import { type Remark, remark } from '../remarks.ts'
import { insertRows, updateRows } from '../writing/bulk-rows.ts'
import { rememberNumbers } from '../writing/external-numbers.ts'
import { ConsentBook } from './consents.ts'
import { NoteBook } from './notes.ts'
import { People, type Person, type Traits } from './people.ts'
import type {
  GivenRow,
  ImportTarget,
  LineChanges,
  RunFacts,
  Undoing,
  UndoneLine,
  WrittenLine,
} from './target.ts'
import { undoCustomers } from './undo-customers.ts'

/** The values of a customer row, as `customersKind` reads them. */
interface CustomerValues {
  readonly externalRef?: string | null
  readonly givenName?: string | null
  readonly familyName?: string | null
  readonly name?: string | null
  readonly phone?: string | null
  readonly email?: string | null
  readonly birthday?: string | null
  readonly registeredOn?: string | null
  readonly smsConsent?: boolean | null
  readonly emailConsent?: boolean | null
  readonly note?: string | null
}

const written = [
  'givenName', 'familyName', 'name', 'phone', 'otherPhones', 'email', 'otherEmails', 'birthday', 'registeredOn', 'externalRef',
] as const // biome-ignore format: one glance

/** Fields that a merge fills where they are blank and never overwrites. */
const filled = [
  'givenName',
  'familyName',
  'phone',
  'email',
  'birthday',
  'registeredOn',
  'externalRef',
] as const

const maxContacts = 50

/** A line that found its person, before anything is written. */
interface Draft {
  readonly row: GivenRow
  readonly person: Person
  readonly isCreated: boolean
  readonly isNumberNew: boolean
  readonly remarks: Remark[]
  readonly changes: {
    filled: Record<string, unknown>
    addedPhones: string[]
    addedEmails: string[]
    made: Record<string, string[]>
  }
}

/**
 * Customers with their notes and consents. A row that belongs to somebody known fills what is blank there, adds a
 * second telephone or address beside the first, and changes nothing else.
 */
export class CustomersTarget implements ImportTarget {
  readonly #meta = recordMeta(Customer)
  /** Customers of this run whose name came in capitals only: a later row in mixed case knows better. */
  readonly #shouted = new Set<string>()

  constructor(private readonly run: RunFacts) {}

  async write(work: Work, rows: readonly GivenRow[]): Promise<WrittenLine[]> {
    const people = await People.of(work, rows.map(traitsOf))
    const drafts: (Draft | WrittenLine)[] = rows.map((row) => this.#place(people, row))
    const placed = drafts.filter((draft): draft is Draft => 'person' in draft)
    const persons = [...new Set(placed.map(({ person }) => person))]
    await this.#store(work, persons)
    await this.#note(work, placed)
    await this.#consent(work, placed)
    await rememberNumbers(work, this.#meta, this.run.runId, numbersOf(placed))
    return drafts.map((draft) => ('person' in draft ? finished(draft, this.#meta) : draft))
  }

  undo(work: Work, lines: readonly UndoneLine[]): Promise<Map<string, Undoing>> {
    return undoCustomers(work, this.run.runId, lines)
  }

  #place(people: People, row: GivenRow): Draft | WrittenLine {
    const values = row.values as CustomerValues
    const traits = traitsOf(row)
    const found = people.recognise(traits)
    if (found.by === 'number-taken')
      return {
        line: row.line,
        outcome: 'REFUSED',
        remarks: [remark('NUMBER_TAKEN', 'refused', { field: 'externalRef', given: traits.number ?? '' })],
      }
    const isCreated = found.by === 'nothing'
    const person = found.by === 'nothing' ? blankPerson(this.run.branchId) : found.person
    const draft: Draft = {
      row,
      person,
      isCreated,
      isNumberNew: traits.number !== null && !people.knew(traits.number),
      remarks: [],
      changes: { filled: {}, addedPhones: [], addedEmails: [], made: {} },
    }
    this.#fill(people, draft, values)
    if (isCreated && isNameShouted(row, person)) this.#shouted.add(person.id)
    people.add(person)
    if (traits.number !== null) people.number(traits.number, person)
    return draft
  }

  #fill(people: People, { person, isCreated, remarks, changes }: Draft, values: CustomerValues): void {
    const email = values.email ?? null
    const ownerOfEmail = email === null ? undefined : people.ofEmail(email)
    const isForeign = ownerOfEmail !== undefined && ownerOfEmail !== person
    if (isForeign) remarks.push(remark('EMAIL_OF_ANOTHER', 'dropped', { field: 'email', given: email ?? '' }))
    const given = { ...values, email: isForeign ? null : email }
    this.#name(person, values)
    for (const name of filled) {
      const value = given[name] ?? null
      if (value === null || person[name] !== null) continue
      person[name] = value
      person.changed.add(name)
      if (!isCreated) changes.filled[name] = value
    }
    const named = completeName(person, values.name ?? null)
    if (named !== person.name) {
      if (!isCreated && person.name === null) changes.filled.name = named
      person.name = named
      person.changed.add('name')
    }
    if (added(person, 'otherPhones', person.phone, values.phone))
      changes.addedPhones.push(values.phone as string)
    if (added(person, 'otherEmails', person.email, given.email))
      changes.addedEmails.push(given.email as string)
  }

  /** Capitals say nothing about ı and i; the spelling of a row in mixed case takes their place. */
  #name(person: Person, { givenName, familyName, name }: CustomerValues): void {
    if (!this.#shouted.has(person.id)) return
    const spelled = { givenName, familyName, ...(givenName || familyName ? {} : { name }) }
    for (const [field, value] of Object.entries(spelled) as [
      'givenName' | 'familyName' | 'name',
      string | null | undefined,
    ][]) {
      const known = person[field]
      if (!value || !known || known === value || fold(known) !== fold(value)) continue
      person[field] = value
      person.changed.add(field)
    }
  }

  async #store(work: Work, persons: readonly Person[]): Promise<void> {
    const made = persons.filter(({ isNew }) => isNew)
    const changed = persons.filter(({ isNew, changed }) => !isNew && changed.size > 0)
    await insertRows(
      work,
      this.#meta,
      made.map((person) => ({ ...valuesOf(person), branch: person.branchId, source: 'IMPORT' })),
    )
    await updateRows(work, this.#meta, written, changed.map(valuesOf))
    for (const person of changed) person.version += 1
    for (const { id, branchId } of made)
      work.tellOf('customer.created', { meta: this.#meta, id }, branchId, { source: 'IMPORT' })
    for (const { id, branchId, changed: fields } of changed)
      work.tellOf('customer.updated', { meta: this.#meta, id }, branchId, {
        changed: [...fields],
        source: 'IMPORT',
      })
  }

  async #note(work: Work, drafts: readonly Draft[]): Promise<void> {
    const notes = new NoteBook()
    for (const { person, row, changes } of drafts) {
      const { note } = row.values as CustomerValues
      if (note) notes.want(person.id, person.isNew, note, (id) => push(changes.made, CustomerNote.name, id))
    }
    await notes.store(work)
  }

  async #consent(work: Work, drafts: readonly Draft[]): Promise<void> {
    const consents = new ConsentBook(this.run.fileName)
    for (const { person, row, changes, remarks } of drafts) {
      const { smsConsent, emailConsent } = row.values as CustomerValues
      for (const [channel, granted] of [
        ['SMS', smsConsent],
        ['EMAIL', emailConsent],
      ] as const) {
        if (granted === null || granted === undefined) continue
        consents.want({
          customerId: person.id,
          isNew: person.isNew,
          channel,
          granted,
          line: row.line,
          stored: (id) => push(changes.made, Consent.name, id),
          kept: () =>
            remarks.push(
              remark('CONSENT_KEPT', 'dropped', { field: channel === 'SMS' ? 'smsConsent' : 'emailConsent' }),
            ),
        })
      }
    }
    await consents.store(work)
  }
}

function traitsOf({ values }: GivenRow): Traits {
  const { phone, email, externalRef, givenName, familyName, name } = values as CustomerValues
  return {
    phone: phone ?? null,
    email: email ?? null,
    number: externalRef ?? null,
    name: [givenName, familyName].filter(Boolean).join(' ') || (name ?? ''),
  }
}

function blankPerson(branchId: string): Person {
  return {
    id: newId(),
    isNew: true,
    version: 1,
    branchId,
    givenName: null,
    familyName: null,
    name: null,
    phone: null,
    otherPhones: [],
    email: null,
    otherEmails: [],
    birthday: null,
    registeredOn: null,
    externalRef: null,
    changed: new Set(),
  }
}

function valuesOf(person: Person): { id: string } & Pick<Person, (typeof written)[number]> {
  return {
    id: person.id,
    ...(Object.fromEntries(written.map((name) => [name, person[name]])) as Pick<
      Person,
      (typeof written)[number]
    >),
  }
}

/** As the record itself does it: given and family name, or the name as a whole. */
function completeName(person: Person, whole: string | null): string | null {
  return [person.givenName, person.familyName].filter(Boolean).join(' ') || (person.name ?? whole)
}

function isNameShouted({ cells }: GivenRow, { givenName, familyName, name }: Person): boolean {
  const names = new Set([givenName, familyName, name])
  return cells.some((cell) => isShouted(plainText(cell)) && names.has(calmName(plainText(cell))))
}

/** Puts a further telephone or address beside the first one; says whether it was new. */
function added(
  person: Person,
  list: 'otherPhones' | 'otherEmails',
  main: string | null,
  value: string | null | undefined,
): boolean {
  if (!value || value === main || person[list].includes(value) || person[list].length >= maxContacts)
    return false
  person[list].push(value)
  person.changed.add(list)
  return true
}

function numbersOf(drafts: readonly Draft[]): Map<string, string> {
  return new Map(
    drafts.flatMap(({ row, person }) => {
      const { externalRef } = row.values as CustomerValues
      return externalRef ? [[externalRef, person.id] as const] : []
    }),
  )
}

function push(lists: Record<string, string[]>, name: string, id: string): void {
  const list = lists[name]
  if (list) list.push(id)
  else lists[name] = [id]
}

function finished(
  { row, person, isCreated, isNumberNew, remarks, changes }: Draft,
  meta: RecordMeta,
): WrittenLine {
  const { addedPhones, addedEmails, made } = changes
  const isSame =
    !isNumberNew &&
    !person.isNew &&
    Object.keys(changes.filled).length +
      Object.keys(made).length +
      addedPhones.length +
      addedEmails.length ===
      0
  const base = { line: row.line, record: { meta, id: person.id } }
  if (!isCreated && isSame)
    return { ...base, outcome: 'SKIPPED', remarks: [remark('ALREADY_IMPORTED', 'noted'), ...remarks] }
  return {
    ...base,
    outcome: isCreated ? 'CREATED' : 'MERGED',
    remarks,
    changes: { version: person.version, ...changes } satisfies LineChanges,
  }
}
