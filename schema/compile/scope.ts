/** Where the columns of a row come from while its JSON is written. */
export interface Scope {
  /** An expression over the row, as it can be used where the JSON is put together. */
  read(sql: (row: string) => string): string
}

/** A row that is there by itself. */
export class RowScope implements Scope {
  constructor(private readonly row: string) {}

  read(sql: (row: string) => string): string {
    return sql(this.row)
  }
}

/** Rows of a page: what is needed of them is selected inside the page, so that only rows of the page are computed. */
export class PageScope implements Scope {
  readonly #columns = new Map<string, string>()

  constructor(
    /** Alias of the table inside the page. */
    readonly inner: string,
    /** Alias of the page. */
    readonly outer: string,
  ) {}

  read(sql: (row: string) => string): string {
    const expression = sql(this.inner)
    let name = this.#columns.get(expression)
    if (!name) {
      name = `c${this.#columns.size}`
      this.#columns.set(expression, name)
    }
    return `${this.outer}.${name}`
  }

  get selectList(): string {
    const columns = [...this.#columns].map(([expression, name]) => `${expression} as ${name}`)
    return columns.length > 0 ? columns.join(', ') : '1 as one'
  }
}
