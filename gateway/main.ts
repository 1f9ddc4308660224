import { assertRuntimeVersion } from './runtime-version.ts'

/** `npm start`: one process that serves everything, until a signal ends it. */

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
const { start } = await import('./start.ts')
await runUntilSignal((settings, print) =>
  start(settings, print, async (...demo) => {
    const { prepareDemo } = await import('./demo/prepare-demo.ts')
    return prepareDemo(...demo)
  }),
)
