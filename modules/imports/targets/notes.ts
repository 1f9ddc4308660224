import { recordMeta, type Work } from '../../../schema/index.ts'
import { CustomerNote } from '../../customers/index.ts'
import { insertRows } from '../writing/bulk-rows.ts'

interface WantedNote {
  readonly customerId: string
  readonly body: string
  readonly stored: (id: string) => void
}

/** Notes of one batch; what a customer's notes say already is not written again. */
export class NoteBook {
  readonly #wanted = new Map<string, WantedNote>()
  readonly #known = new Set<string>()

  want(customerId: string, isNew: boolean, body: string, stored: (id: string) => void): void {
    const key = `${customerId} ${body}`
    if (!this.#wanted.has(key)) this.#wanted.set(key, { customerId, body, stored })
    if (!isNew) this.#known.add(customerId)
  }

  async store(work: Work): Promise<void> {
    if (this.#known.size > 0) await this.#leaveOutKnown(work)
    const meta = recordMeta(CustomerNote)
    const notes = [...this.#wanted.values()]
    const ids = await insertRows(
      work,
      meta,
      notes.map(({ customerId, body }) => ({
        customer: customerId,
        body,
        author: work.principal.membershipId,
      })),
    )
    ids.forEach((id, index) => {
      notes[index]?.stored(id)
      work.tellOf('crm.note.created', { meta, id }, null, { source: 'IMPORT' })
    })
  }

  async #leaveOutKnown(work: Work): Promise<void> {
    const rows = await work.sql<{ customerId: string; body: string }>(
      `select customer_id as "customerId", body from customer_notes
       where tenant_id = $1 and customer_id = any($2::uuid[]) and archived_at is null`,
      [work.principal.tenantId, [...this.#known]],
    )
    for (const { customerId, body } of rows) this.#wanted.delete(`${customerId} ${body}`)
  }
}
