import { assertRuntimeVersion } from './runtime-version.ts'

/** `npm run worker`: background jobs alone, in as many processes as the work needs, until a signal ends each. */

// Before anything else is loaded: an older Node.js could not even read the rest.
try {
  assertRuntimeVersion()
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}
const { keepCompiled } = await import('./compile-cache.ts')
keepCompiled()
const { runUntilSignal } = await import('./run-until-signal.ts')
const { startWorker } = await import('./serving.ts')
await runUntilSignal(startWorker)
