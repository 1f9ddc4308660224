import { readSettings, type Settings } from './settings.ts'
import type { Print, Started } from './start.ts'

/** The longest that requests which are under way may take when the process is asked to end. */
const patienceMs = 20_000

/**
 * Runs what `start` starts until SIGINT or SIGTERM, then drains, stops the database and exits with 0; a second signal
 * does not wait. What a person can mend is told in a sentence, exit code 1.
 */
export async function runUntilSignal(
  start: (settings: Settings, print: Print) => Promise<Started>,
): Promise<void> {
  const signalled = new Promise<NodeJS.Signals>((resolve) => {
    let count = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.on(signal, () => {
        count += 1
        if (count > 1) process.exit(1)
        resolve(signal)
      })
    }
  })
  let settings: Settings | null = null
  try {
    settings = readSettings()
    const started = await start(settings, (line) => console.log(line))
    const signal = await signalled
    console.log('Stopping: what is under way is finished first.')
    // Ctrl-C is pressed by somebody who waits; SIGTERM comes from what starts and stops processes.
    const drainMs = signal === 'SIGTERM' ? settings.drainSeconds * 1000 : 0
    setTimeout(() => process.exit(1), drainMs + patienceMs).unref()
    await started.close(drainMs)
    console.log('Stopped.')
    process.exit(0)
  } catch (error) {
    const { explained } = await import('./explained.ts')
    const sentence = explained(error, settings)
    console.error(sentence ?? error)
    process.exit(1)
  }
}
