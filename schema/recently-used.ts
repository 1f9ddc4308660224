/**
 * What was used last, by name, `max` of it at most. There are two maps: when the younger is half of that, it becomes the
 * older one, and what was in the older and was not used meanwhile is forgotten. Nothing is taken out by itself: a map
 * whose entries come and go leaves a trail of tables, each of which keeps the next alive until the old space is collected.
 */
export class RecentlyUsed<Value> {
  #younger = new Map<string, Value>()
  #older: ReadonlyMap<string, Value> = new Map()

  /** @param max two at least. */
  constructor(private readonly max: number) {}

  get(name: string): Value | undefined {
    const younger = this.#younger.get(name)
    if (younger !== undefined) return younger
    const older = this.#older.get(name)
    if (older !== undefined) this.set(name, older)
    return older
  }

  /** Does not count as a use. */
  has(name: string): boolean {
    return this.#younger.has(name) || this.#older.has(name)
  }

  set(name: string, value: Value): void {
    this.#younger.set(name, value)
    if (this.#younger.size < this.max / 2) return
    this.#older = this.#younger
    this.#younger = new Map()
  }
}
