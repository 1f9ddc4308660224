/** The moment of the tests: Friday 20 November 2026, 14:20 in Istanbul. */
export const testNow = new Date('2026-11-20T14:20:00+03:00')

/** A clock that stands still until a test moves it. */
export interface TestClock {
  now(): Date
  /** Moves to a moment, forwards or backwards. */
  set(moment: Date | string): void
  /** Moves by a duration in milliseconds. */
  advance(milliseconds: number): void
}

/** Makes a clock that stands at `start`. */
export function testClock(start: Date | string = testNow): TestClock {
  let current = new Date(start)
  return {
    now: () => new Date(current),
    set: (moment) => {
      current = new Date(moment)
    },
    advance: (milliseconds) => {
      current = new Date(current.getTime() + milliseconds)
    },
  }
}
