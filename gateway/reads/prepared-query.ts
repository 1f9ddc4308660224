import pg, { type PoolClient, type Submittable } from 'pg'
import { RowBytes } from '../database/row-bytes.ts'

/** Turns the text of a column into its value. */
type Parser = (text: string) => unknown

const maxKnown = 5_000

/** How the columns of statements are read, by the statements' names: described once, and no more when it is known. */
export class KnownColumns {
  readonly #parsers = new Map<string, readonly Parser[]>()

  of(name: string): readonly Parser[] | undefined {
    return this.#parsers.get(name)
  }

  keep(name: string, parsers: readonly Parser[]): void {
    this.#parsers.set(name, parsers)
    if (this.#parsers.size > maxKnown) this.#parsers.delete(this.#parsers.keys().next().value as string)
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

interface DataRow {
  readonly fields: readonly (string | null)[]
}

/**
 * One execution of a prepared statement that answers a single row: its columns are described once and not at each
 * time, and what is sent leaves in one piece. pg hands it the messages of its connection.
 */
export class PreparedQuery implements Submittable {
  readonly row: Promise<readonly unknown[]>
  #parsers: readonly Parser[] | undefined
  #answer: readonly unknown[] = []
  #bytes: RowBytes | null = null
  #settle: { resolve(row: readonly unknown[]): void; reject(error: unknown): void } | null = null

  constructor(
    private readonly client: PoolClient,
    private readonly columns: KnownColumns,
    readonly name: string,
    readonly text: string,
    private readonly values: readonly unknown[],
    /** The single column is wanted in UTF-8 and not as what it says. */
    private readonly asBytes = false,
  ) {
    this.row = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
    })
  }

  /** Returns why it cannot be sent, as pg wants it. */
  submit(connection: unknown): Error | null {
    const speaking = connection as Speaking
    const { name, text } = this
    let values: readonly unknown[]
    try {
      values = this.values.map((value) => prepareValue(value))
    } catch (error) {
      return error as Error
    }
    speaking.stream.cork()
    if (speaking.parsedStatements[name] === undefined) speaking.parse({ name, text })
    speaking.bind({ statement: name, values })
    if (this.asBytes) {
      this.#bytes = RowBytes.at(connection)
      this.#bytes?.want()
    } else this.#parsers = this.columns.of(name)
    if (!this.asBytes && !this.#parsers) speaking.describe({ type: 'P', name: '' })
    speaking.execute({})
    speaking.sync()
    speaking.stream.uncork()
    return null
  }

  handleRowDescription({ fields }: { readonly fields: readonly { readonly dataTypeID: number }[] }): void {
    this.#parsers = fields.map(({ dataTypeID }) => this.client.getTypeParser(dataTypeID, 'text') as Parser)
    this.columns.keep(this.name, this.#parsers)
  }

  handleDataRow({ fields }: DataRow): void {
    try {
      if (this.asBytes) this.#answer = fields.map((text) => text && Buffer.from(text))
      else
        this.#answer = fields.map((text, column) => (text === null ? null : this.#parsers?.[column]?.(text)))
    } catch (error) {
      this.handleError(error)
    }
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    const bytes = this.#bytes?.take()
    this.#settle?.resolve(bytes ? [bytes] : this.#answer)
  }

  handleError(error: unknown): void {
    this.#bytes?.take()
    this.#settle?.reject(error)
  }
}
