import { recordMeta, type Work } from '../../../schema/index.ts'
import { Consent } from '../../customers/index.ts'
import { insertRows } from '../writing/bulk-rows.ts'

interface WantedConsent {
  readonly customerId: string
  readonly isNew: boolean
  readonly channel: 'SMS' | 'EMAIL'
  readonly granted: boolean
  readonly line: number
  readonly stored: (id: string) => void
  /** Called when an earlier refusal stands against the consent of the file. */
  readonly kept: () => void
}

interface Latest {
  readonly status: string
  readonly at: number
}

/**
 * Consents to marketing of one batch. What is known already is not written again. A refusal always counts; a consent
 * counts only where nothing is known, because a list does not prove that somebody changed their mind.
 */
export class ConsentBook {
  readonly #wanted: WantedConsent[] = []

  constructor(private readonly fileName: string) {}

  want(consent: WantedConsent): void {
    this.#wanted.push(consent)
  }

  async store(work: Work): Promise<void> {
    const latest = await this.#latest(work)
    const rows: {
      customer: string
      channel: string
      status: string
      at: Date
      line: number
      stored: (id: string) => void
    }[] = []
    for (const { customerId, channel, granted, line, stored, kept } of this.#wanted) {
      const key = `${customerId} ${channel}`
      const known = latest.get(key)
      const status = granted ? 'GRANTED' : 'REFUSED'
      if (known?.status === status) continue
      if (known && granted) {
        kept()
        continue
      }
      // The newest decides, so a refusal must be newer than what it takes back.
      const at = Math.max(work.now.getTime(), (known?.at ?? 0) + 1)
      latest.set(key, { status, at })
      rows.push({ customer: customerId, channel, status, at: new Date(at), line, stored })
    }
    const meta = recordMeta(Consent)
    const ids = await insertRows(
      work,
      meta,
      rows.map(({ line, stored: _, ...row }) => ({
        ...row,
        purpose: 'MARKETING',
        source: 'IMPORT',
        proof: `${this.fileName}, ${line}`.slice(0, 500),
      })),
    )
    ids.forEach((id, index) => {
      const row = rows[index]
      row?.stored(id)
      work.tellOf('consent.created', { meta, id }, null, {
        channel: row?.channel,
        status: row?.status,
        source: 'IMPORT',
      })
    })
  }

  async #latest(work: Work): Promise<Map<string, Latest>> {
    const known = [...new Set(this.#wanted.filter(({ isNew }) => !isNew).map(({ customerId }) => customerId))]
    if (known.length === 0) return new Map()
    const rows = await work.sql<{ key: string; status: string; at: string }>(
      `select distinct on (customer_id, channel) customer_id || ' ' || channel as key, status,
         (extract(epoch from at) * 1000)::bigint::text as at
       from consents
       where tenant_id = $1 and customer_id = any($2::uuid[]) and purpose = 'MARKETING' and archived_at is null
       order by customer_id, channel, at desc, id desc`,
      [work.principal.tenantId, known],
    )
    return new Map(rows.map(({ key, status, at }) => [key, { status, at: Number(at) }]))
  }
}
