/** Where business time comes from. Production reads the machine, tests read what they set. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }
