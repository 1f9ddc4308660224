import { flushCompileCache } from 'node:module'
import { keepCompiled } from './compile-cache.ts'

/** The end of `npm run build`: loads what `npm start` will load, so that the first start finds it compiled. */
keepCompiled()
await import('./run-until-signal.ts')
const { loadServing } = await import('./start.ts')
await loadServing()
flushCompileCache()
