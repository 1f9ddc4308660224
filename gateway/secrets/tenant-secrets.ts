import { randomBytes } from 'node:crypto'
import { type SecretPlace, type Secrets, SecretUnreadable } from '../../modules/settings/index.ts'
import { newId, type Reader, Statement, type Work } from '../../schema/index.ts'
import type { KeyRing } from './key-ring.ts'
import { opened, sealed } from './seal.ts'

interface StoredKey {
  readonly id: string
  readonly ringKey: string
  readonly wrapped: string
}

/** Whoever wraps a tenant's first key shares this lock; a rotation has it alone, so that no key escapes it. */
export const rotationLock = 5662014

const version = 'v1'

/** Seals with a key per tenant, which lies in `secret_keys` wrapped by a key of the ring. */
export class TenantSecrets implements Secrets {
  constructor(private readonly ring: KeyRing) {}

  async seal(work: Work, place: SecretPlace, plain: string): Promise<string> {
    const { tenantId } = work.principal
    if (!(await this.#stored(work.read))) await this.#make(work)
    const key = await this.#key(work.read, place)
    return `${version}.${sealed(key, placeText(tenantId, place), Buffer.from(plain, 'utf8'))}`
  }

  async open(read: Reader, place: SecretPlace, text: string): Promise<string> {
    const { tenantId } = read.principal
    if (!text.startsWith(`${version}.`)) throw new SecretUnreadable(place, 'it is not a sealed text')
    const key = await this.#key(read, place)
    const plain = opened(key, placeText(tenantId, place), text.slice(version.length + 1))
    if (!plain) throw new SecretUnreadable(place, 'it was sealed elsewhere, or changed')
    return plain.toString('utf8')
  }

  async #stored(read: Reader): Promise<StoredKey | null> {
    const statement = new Statement(read.principal.tenantId)
    const plan = `select json_build_object('id', id, 'ringKey', ring_key, 'wrapped', wrapped)
      from secret_keys where tenant_id = ${statement.tenant}`
    return (await read.ask(statement, plan)) as StoredKey | null
  }

  async #make(work: Work): Promise<void> {
    await work.sql('select pg_advisory_xact_lock_shared($1)', [rotationLock])
    const ringKey = this.ring.keys().at(-1)
    if (!ringKey) throw new Error('The key ring is empty.')
    const { tenantId } = work.principal
    const id = newId()
    // Of two who seal a tenant's first secret at once, one makes the key and the other takes it.
    await work.sql(
      `insert into secret_keys (tenant_id, id, ring_key, wrapped, created_at) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id) do nothing`,
      [tenantId, id, ringKey.id, sealed(ringKey.key, keyPlace(tenantId, id), randomBytes(32)), work.now],
    )
  }

  async #key(read: Reader, place: SecretPlace): Promise<Buffer> {
    const { tenantId } = read.principal
    const ringKeyOf = (stored: StoredKey) => this.ring.keys().find(({ id }) => id === stored.ringKey)
    let stored = await this.#stored(read)
    // A rotation may have ended between the two: then the row names the newer key by now.
    if (stored && !ringKeyOf(stored)) stored = await this.#stored(read)
    if (!stored) throw new SecretUnreadable(place, 'the tenant has no key')
    const ringKey = ringKeyOf(stored)
    if (!ringKey) throw new SecretUnreadable(place, `the key ring has no key ${stored.ringKey}`)
    const key = opened(ringKey.key, keyPlace(tenantId, stored.id), stored.wrapped)
    if (!key) throw new SecretUnreadable(place, `the key ${stored.ringKey} of the ring is another one`)
    return key
  }
}

function placeText(tenantId: string, { table, row, column }: SecretPlace): string {
  return [tenantId, table, row, column].join('|')
}

/** What a wrapped key is bound to. */
export function keyPlace(tenantId: string, id: string): string {
  return [tenantId, 'secret_keys', id, 'wrapped'].join('|')
}
