import pg, { type PoolClient, type Submittable } from 'pg'
import { RecentlyUsed } from '../../schema/index.ts'
import { RowBytes } from '../database/row-bytes.ts'

/** Turns the text of a column into its value. */
type Parser = (text: string) => unknown

const maxKnown = 5_000

/** How the columns of statements are read, by the statements' names: described once, and no more when it is known. */
export class KnownColumns {
  readonly #parsers = new RecentlyUsed<readonly Parser[]>(maxKnown)

  of(name: string): readonly Parser[] | undefined {
    return this.#parsers.get(name)
  }

  keep(name: string, parsers: readonly Parser[]): void {
    this.#parsers.set(name, parsers)
  }
}

/** The part of a pg connection that speaks the extended protocol. */
interface Speaking {
  readonly stream: { cork(): void; uncork(): void }
  readonly parsedStatements: { readonly [name: string]: string | undefined }
  parse(statement: { name: string; text: string }): void
  describe(portal: { type: 'P'; name: string }): void
  bind(values: { statement: string; values: readonly unknown[] }): void
  execute(portal: object): void
  sync(): void
}

/** pg says what a parameter is in the protocol, and its types do not say so. */
const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils

/** Parameters as the protocol has them. Throws for a value that PostgreSQL cannot be told. */
export function parametersOf(values: readonly unknown[]): readonly unknown[] {
  return values.map((value) => prepareValue(value))
}

interface DataRow {
  readonly fields: readonly (string | null)[]
}

/**
 * One execution of a prepared statement that answers a single row: its columns are described once and not at each
 * time, and what is sent leaves in one piece. pg hands it the messages of its connection.
 *
 * Others may be written behind it in the same piece (the protocol's pipelining). Each has a Sync of its own: it is a
 * transaction by itself, with its own tenant, and fails by itself.
 */
export class PreparedQuery implements Submittable {
  readonly row: Promise<readonly unknown[]>
  #parsers: readonly Parser[] | undefined
  #answer: readonly unknown[] = []
  #bytes: RowBytes | null = null
  #settle: { resolve(row: readonly unknown[]): void; reject(error: unknown): void } | null = null
  #next: PreparedQuery | null = null
  #isWritten = false
  #isLeft = false

  constructor(
    private readonly client: PoolClient,
    private readonly columns: KnownColumns,
    readonly name: string,
    readonly text: string,
    private readonly parameters: readonly unknown[],
    /** The single column is wanted in UTF-8 and not as what it says. */
    private readonly asBytes = false,
    /** Calls pg on behalf of whoever asks, for what is counted for them. */
    private readonly inOwnTurn: (call: () => void) => void = (call) => call(),
  ) {
    this.row = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
  }

  /** Sends this, and `next` behind it; to be called before either is sent. */
  followedBy(next: PreparedQuery): void {
    this.#next = next
  }

  /** Whether somebody waits for the answer behind this one: to give this one up may then meet them. */
  get isFollowed(): boolean {
    return this.#next !== null && !this.#isLeft
  }

  /** Those behind it have their answers from elsewhere. */
  leave(): void {
    this.#isLeft = true
  }

  /** Sends it, and what follows it. */
  send(): void {
    this.inOwnTurn(() => void this.client.query(this))
  }

  submit(connection: unknown): null {
    const speaking = connection as Speaking
    if (!this.#isWritten) {
      speaking.stream.cork()
      const parsed = new Set<string>()
      for (let query: PreparedQuery | null = this; query; query = query.#next) query.#write(speaking, parsed)
      speaking.stream.uncork()
    }
    if (this.asBytes) {
      this.#bytes = RowBytes.at(connection)
      this.#bytes?.want()
    }
    return null
  }

  #write(speaking: Speaking, parsed: Set<string>): void {
    const { name, text } = this
    this.#isWritten = true
    if (speaking.parsedStatements[name] === undefined && !parsed.has(name)) {
      parsed.add(name)
      speaking.parse({ name, text })
    }
    speaking.bind({ statement: name, values: this.parameters })
    if (!this.asBytes) {
      this.#parsers = this.columns.of(name)
      if (!this.#parsers) speaking.describe({ type: 'P', name: '' })
    }
    speaking.execute({})
    speaking.sync()
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly dataTypeID: number }[] }): void {
    this.#parsers = fields.map(({ dataTypeID }) => this.client.getTypeParser(dataTypeID, 'text') as Parser)
    this.columns.keep(this.name, this.#parsers)
  }

  handleDataRow({ fields }: DataRow): void {
    try {
      if (this.asBytes) this.#answer = fields.map((text) => (text === null ? null : Buffer.from(text)))
      else
        this.#answer = fields.map((text, column) => (text === null ? null : this.#parsers?.[column]?.(text)))
    } catch (error) {
      this.#settle?.reject(error)
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    const bytes = this.#bytes?.take()
    this.#settle?.resolve(bytes ? [bytes] : this.#answer)
    this.#next?.send()
  }

  /** What PostgreSQL refuses, or a connection that is gone: pg then tells it to the next in the same way. */
  handleError(error: unknown): void {
    this.#bytes?.take()
    this.#settle?.reject(error)
    this.#next?.send()
  }
}
