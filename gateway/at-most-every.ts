/** Runs an action now or, when it ran a moment ago, once at the end of the interval, however often it is asked. */
export interface Throttled {
  run(): void
  cancel(): void
}

/**
 * @param intervalMs at least so many milliseconds lie between two runs of `action`,
 * @param atOnce or on average, when so many may come together after a rest. Default: 1.
 */
export function atMostEvery(intervalMs: number, action: () => void, atOnce = 1): Throttled {
  /** When the next run is due if runs came evenly. */
  let due = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const fire = () => {
    timer = undefined
    due = Math.max(due, performance.now()) + intervalMs
    action()
  }
  return {
    run() {
      if (timer) return
      const wait = due - (atOnce - 1) * intervalMs - performance.now()
      if (wait <= 0) fire()
      else timer = setTimeout(fire, wait)
    },
    cancel() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
