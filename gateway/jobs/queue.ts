/** What a queue carries: where the job is written down. What is to be done, and for whom, a worker reads there. */
export interface JobTicket {
  readonly tenantId: string
  readonly jobId: string
}

/** A ticket to be put into the queue. */
export interface NewTicket extends JobTicket {
  /** How many jobs of its tenant come before it; smaller goes first. */
  readonly place: number
}

/** A ticket that this worker holds; it is given to another one when it is not kept alive. */
export interface HeldTicket extends JobTicket {
  readonly messageId: string
  readonly delivery: number
}

/** Runs one statement, in whatever transaction it stands for. */
export type Execute = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>

/**
 * Brings tickets to workers, each at least once. Retries, due times and failures are not its business: they are kept
 * with the job, by the injected clock. Another one (a second PostgreSQL, Redis) needs these six verbs.
 */
export interface Queue {
  open(): Promise<void>
  /** Puts tickets in within the transaction that marks their jobs as handed over. */
  put(tickets: readonly NewTicket[], execute: Execute): Promise<void>
  /** Takes up to `count` tickets, smallest place first, none of the tenants in `without`. */
  take(count: number, without: readonly string[]): Promise<HeldTicket[]>
  /** Says that the worker lives; returns the message ids of tickets that it has lost. Within ten seconds each. */
  keep(tickets: readonly HeldTicket[]): Promise<ReadonlySet<string>>
  /** Takes tickets out for good. */
  drop(tickets: readonly HeldTicket[]): Promise<void>
  close(): Promise<void>
}
