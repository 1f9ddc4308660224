/** Runs an action now or, when it ran a moment ago, once at the end of the interval, however often it is asked. */
export interface Throttled {
  run(): void
  cancel(): void
}

/** @param intervalMs at least so many milliseconds lie between two runs of `action`. */
export function atMostEvery(intervalMs: number, action: () => void): Throttled {
  let lastRun = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | undefined
  const fire = () => {
    timer = undefined
    lastRun = performance.now()
    action()
  }
  return {
    run() {
      if (timer) return
      const wait = lastRun + intervalMs - performance.now()
      if (wait <= 0) fire()
      else timer = setTimeout(fire, wait)
    },
    cancel() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
