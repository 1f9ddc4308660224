import { recordMeta, type Work } from '../../../schema/index.ts'
import { Customer } from '../../customers/index.ts'
import { fold } from '../reading/index.ts'
import { recordsByNumber } from '../writing/external-numbers.ts'

/** A customer while a batch is merged into it. */
export interface Person {
  readonly id: string
  readonly isNew: boolean
  version: number
  branchId: string | null
  givenName: string | null
  familyName: string | null
  name: string | null
  phone: string | null
  otherPhones: string[]
  email: string | null
  otherEmails: string[]
  birthday: string | null
  registeredOn: string | null
  externalRef: string | null
  /** Attributes that this batch changed. */
  readonly changed: Set<string>
}

/** What rows may be recognised by. */
export interface Traits {
  readonly phone: string | null
  readonly email: string | null
  readonly number: string | null
  readonly name: string
}

/** How a row was recognised; `number-taken`: its number stands for somebody else. */
export type Recognition =
  | { readonly by: 'phone' | 'email' | 'number'; readonly person: Person }
  | { readonly by: 'number-taken' }
  | { readonly by: 'nothing' }

/**
 * The customers that the rows of one batch may belong to, stored ones and those that the batch itself makes. People
 * are told apart by any of their telephones first and then by any of their e-mail addresses. A number of the earlier
 * system decides only together with the name: two systems may both have a customer 1.
 */
export class People {
  readonly #byPhone = new Map<string, Person>()
  readonly #byEmail = new Map<string, Person>()
  readonly #byNumber = new Map<string, Person>()
  readonly #byId = new Map<string, Person>()
  readonly #known = new Set<string>()

  /** Reads and locks the stored customers that any of these traits may mean. */
  static async of(work: Work, traits: readonly Traits[]): Promise<People> {
    const people = new People()
    const given = (of: 'phone' | 'email' | 'number') => [
      ...new Set(traits.map((one) => one[of]).filter((one) => one !== null)),
    ]
    const numbers = await recordsByNumber(work, recordMeta(Customer), given('number'))
    const stored = await storedPeople(work, given('phone'), given('email'), given('number'), numbers)
    // The oldest first: of two that share a telephone already, that one is meant.
    for (const person of stored) {
      people.add(person)
      if (person.externalRef !== null) people.#known.add(person.externalRef)
    }
    for (const [number, { recordId }] of numbers) {
      const person = people.#byId.get(recordId)
      if (!person) continue
      people.#byNumber.set(number, person)
      people.#known.add(number)
    }
    return people
  }

  add(person: Person): void {
    this.#byId.set(person.id, person)
    for (const phone of [person.phone, ...person.otherPhones]) keep(this.#byPhone, phone, person)
    for (const email of [person.email, ...person.otherEmails]) keep(this.#byEmail, email, person)
    keep(this.#byNumber, person.externalRef, person)
  }

  recognise({ phone, email, number, name }: Traits): Recognition {
    const byNumber = number === null ? undefined : this.#byNumber.get(number)
    if (byNumber && fold(byNumber.name ?? '') === fold(name)) return { by: 'number', person: byNumber }
    const byPhone = phone === null ? undefined : this.#byPhone.get(phone)
    const byEmail = email === null ? undefined : this.#byEmail.get(email)
    const person = byPhone ?? byEmail
    if (byNumber && byNumber !== person) return { by: 'number-taken' }
    if (!person) return { by: 'nothing' }
    return { by: byPhone ? 'phone' : 'email', person }
  }

  /** Whether the number stood for somebody before this batch. */
  knew(number: string): boolean {
    return this.#known.has(number)
  }

  ofEmail(email: string): Person | undefined {
    return this.#byEmail.get(email)
  }

  /** A number that from now on stands for this person. */
  number(number: string, person: Person): void {
    keep(this.#byNumber, number, person)
  }
}

function keep(map: Map<string, Person>, key: string | null, person: Person): void {
  if (key !== null && !map.has(key)) map.set(key, person)
}

type Stored = Omit<Person, 'isNew' | 'changed'>

async function storedPeople(
  work: Work,
  phones: string[],
  emails: string[],
  numbers: string[],
  known: ReadonlyMap<string, { readonly recordId: string }>,
): Promise<Person[]> {
  const ids = await candidates(work, phones, emails, numbers)
  const rows = await work.sql<Stored>(
    `select c.id, version, branch_id as "branchId", given_name as "givenName", family_name as "familyName", name, phone,
       to_jsonb(other_phones) as "otherPhones", email, to_jsonb(other_emails) as "otherEmails", birthday::text,
       registered_on::text as "registeredOn", external_ref as "externalRef"
     from unnest($2::uuid[]) wanted(id) join customers c on c.tenant_id = $1 and c.id = wanted.id
     where c.archived_at is null order by c.id for update of c`,
    [work.principal.tenantId, [...new Set([...ids, ...[...known.values()].map(({ recordId }) => recordId)])]],
  )
  return rows.map((row) => ({ ...row, isNew: false, changed: new Set() }))
}

/**
 * UUIDs of customers with one of these contacts or numbers. "offset 0" keeps each look-up one of an index: on a table
 * without statistics, which a first import fills, the planner would rather read all of the tenant. Few people have a
 * second contact; they have a partial index and are looked through.
 */
async function candidates(
  work: Work,
  phones: string[],
  emails: string[],
  numbers: string[],
): Promise<string[]> {
  const lookUp = (column: string, list: string) =>
    `select c.id from unnest(${list}::text[]) given cross join lateral (
       select id from customers where tenant_id = $1 and ${column} = given offset 0) c`
  const rows = await work.sql<{ id: string }>(
    `${lookUp('phone', '$2')} union ${lookUp('email', '$3')} union ${lookUp('external_ref', '$4')}
     union select c.id from customers c cross join lateral unnest(c.other_phones || c.other_emails) as contact
       where c.tenant_id = $1 and (c.other_phones <> '{}' or c.other_emails <> '{}')
         and contact = any($2::text[] || $3::text[])`,
    [work.principal.tenantId, phones, emails, numbers],
  )
  return rows.map(({ id }) => id)
}
