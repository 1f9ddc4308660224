import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id at OWASP's minimum: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashing is heavy on purpose: more than two at a time would starve everything else. */
const maxAtOnce = 2

export const maxPasswordLength = 256

/** Hashes and checks passwords, a few at a time. */
export class Passwords {
  #running = 0
  readonly #waiting: (() => void)[] = []
  /** A hash of nobody's password, so that an unknown address takes as long as a wrong password. */
  #nobody: Promise<string> | null = null

  hash(password: string): Promise<string> {
    return this.#limited(() => hash(password, cost))
  }

  /** True when it is the password of the hash; `null` for a person who does not exist, which takes as long. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    this.#nobody ??= hash(randomBytes(24), cost)
    const compared = stored ?? (await this.#nobody)
    const matched = await this.#limited(() => verify(compared, password).catch(() => false))
    return stored !== null && matched
  }

  async #limited<T>(task: () => Promise<T>): Promise<T> {
    if (this.#running >= maxAtOnce) await new Promise<void>((go) => this.#waiting.push(go))
    this.#running += 1
    try {
      return await task()
    } finally {
      this.#running -= 1
      this.#waiting.shift()?.()
    }
  }
}
