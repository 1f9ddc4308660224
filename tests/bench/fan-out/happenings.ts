import { encodeId, newId } from '../../../schema/index.ts'
import type { BenchTenant } from '../data/bench-tenant.ts'
import { anchor } from '../data/size.ts'
import { type BenchRun, tenantsOfOrdinarySize } from '../run.ts'
import { channels } from './channels.ts'

/** Whom the benchmark tells of what happens: the product's relay, plain graphql-ws, or a process that only writes. */
export type Listener = 'product' | 'plain' | 'writes'

/** One import of one business, which changes again and again. */
export class Happenings {
  private constructor(
    private readonly run: BenchRun,
    readonly tenant: BenchTenant,
    readonly runId: string,
  ) {}

  static async of(run: BenchRun): Promise<Happenings> {
    const [tenant] = tenantsOfOrdinarySize(run.cluster.many)
    if (!tenant) throw new Error('There is no tenant to listen to.')
    const happenings = new Happenings(run, tenant, newId())
    await happenings.#client.query(
      `insert into import_runs (tenant_id, id, created_at, updated_at, kind, file_name, status, encoding, delimiter, mapping,
         total_lines, done_lines, created, merged, skipped, conflicts, refused, remarked, undone, kept, started_at,
         started_by_id, branch_id, upload_id, options, last_line)
       values ($1, $2, $3, $3, 'customers', 'customers.csv', 'RUNNING', 'UTF_8', 'COMMA', '{}',
         5000, 0, 0, 0, 0, 0, 0, 0, 0, 0, $3, $4, $5, 'upl_bench', '{}', 0)`,
      [tenant.id, happenings.runId, anchor.toISOString(), tenant.membershipId, tenant.branchId],
    )
    return happenings
  }

  /** Takes the import away again. */
  async end(): Promise<void> {
    await this.#client.query('delete from import_runs where tenant_id = $1 and id = $2', [
      this.tenant.id,
      this.runId,
    ])
  }

  /**
   * The import goes on, in a transaction of its own, and one of the servers is told with it: the product by the event
   * that it writes with every change, the others by a message that carries what there is to publish. When the commit
   * was sent, as process.hrtime.bigint() tells.
   */
  async happen(listener: Listener): Promise<bigint> {
    const { tenant, runId } = this
    await this.#client.query('begin')
    // When a disk has it does not matter to those who listen.
    await this.#client.query('set local synchronous_commit = off')
    await this.#client.query(
      'update import_runs set done_lines = done_lines + 1, created = created + 1 where tenant_id = $1 and id = $2',
      [tenant.id, runId],
    )
    if (listener === 'product') {
      await this.#client.query(
        `insert into tenant_event_logs (tenant_id, id, type, subject_type, subject_id, occurred_at, actor_kind)
         values ($1, $2, 'import.progressed', 'ImportRun', $3, $4, 'system')`,
        [tenant.id, newId(), runId, anchor.toISOString()],
      )
      await this.#client.query('notify lonca_wake')
    } else {
      const change = {
        position: '1',
        eventType: 'import.progressed',
        type: 'ImportRun',
        id: encodeId('imp', runId),
        at: anchor.toISOString(),
      }
      await this.#client.query('select pg_notify($1, $2)', [channels[listener], JSON.stringify(change)])
    }
    const began = process.hrtime.bigint()
    await this.#client.query('commit')
    return began
  }

  get #client() {
    return this.run.clientOf(this.run.cluster.many)
  }
}
