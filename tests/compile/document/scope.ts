/**
 * The response keys of one object of the answer. Fields of one key become one field of the answer, so they must be the
 * same field with the same arguments.
 */
export class Scope {
  readonly #taken = new Map<string, { readonly field: string; readonly inner: Scope }>()

  /** @param outer what stands beside it, for a fragment whose keys are taken apart from those of its place */
  constructor(private readonly outer?: Scope) {}

  /** True when `field` may stand here under `key`. */
  admits(key: string, field: string): boolean {
    const taken = this.#taken.get(key)
    return (!taken || taken.field === field) && (this.outer?.admits(key, field) ?? true)
  }

  /** Takes a key for a field; the keys below it. */
  take(key: string, field: string): Scope {
    const taken = this.#taken.get(key) ?? { field, inner: new Scope(this.outer?.inner(key)) }
    this.#taken.set(key, taken)
    return taken.inner
  }

  /** True when everything of another one, a fragment's, may stand here too. */
  admitsAll(other: Scope): boolean {
    return [...other.#taken].every(([key, { field, inner }]) => {
      const taken = this.#taken.get(key)
      return !taken || (taken.field === field && taken.inner.admitsAll(inner))
    })
  }

  takeAll(other: Scope): void {
    for (const [key, { field, inner }] of other.#taken) this.take(key, field).takeAll(inner)
  }

  /** The keys below one. */
  inner(key: string): Scope | undefined {
    return this.#taken.get(key)?.inner
  }
}
