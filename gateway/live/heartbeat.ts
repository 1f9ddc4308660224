/** Sockets of one round that are looked after together, so that thousands are not all pinged at the same moment. */
const beatsPerRound = 12

interface Beating {
  beat(): void
}

/** One timer for all sockets: each is looked after once in a round. */
export class Heartbeat {
  readonly #groups: Set<Beating>[] = Array.from({ length: beatsPerRound }, () => new Set())
  readonly #timer: NodeJS.Timeout
  #next = 0

  /** @param roundMs from one beat of a socket to its next. */
  constructor(roundMs: number) {
    this.#timer = setInterval(() => this.#beat(), Math.max(1, roundMs / beatsPerRound))
    this.#timer.unref()
  }

  /** The first beat comes a whole round later. */
  add(socket: Beating): void {
    this.#groups.at(this.#next - 1)?.add(socket)
  }

  remove(socket: Beating): void {
    for (const group of this.#groups) group.delete(socket)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #beat(): void {
    const group = this.#groups[this.#next]
    this.#next = (this.#next + 1) % beatsPerRound
    for (const socket of group ?? []) socket.beat()
  }
}
