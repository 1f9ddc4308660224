import { anchor } from '../data/size.ts'
import { poolSize, serve } from './served.ts'

/**
 * The product as `npm run build` leaves it, with everything that runs in its process, on the clock of the data set.
 * Deltas of key figures are folded by the benchmark between the rounds, because every server's bookings leave them.
 */
await serve(async ({ appUrl, ownerUrl }) => {
  const dist = new URL('../../../dist/', import.meta.url)
  const gateway = (await import(
    new URL('gateway/server.js', dist).href
  )) as typeof import('../../../gateway/server.ts')
  const log = (await import(new URL('gateway/log.js', dist).href)) as typeof import('../../../gateway/log.ts')
  const began = performance.now()
  return gateway.startServer({
    appUrl,
    ownerUrl,
    port: 0,
    poolSize,
    clock: { now: () => new Date(anchor.getTime() + performance.now() - began) },
    // What an operator keeps: a line for each operation, into a file.
    log: log.createLog('info'),
    migrates: false,
    folds: false,
    // Every operation is priced and taken from its tenant's bucket, which here is never empty.
    costs: { tenant: { max: 1e9, restoreRate: 1e9 } },
  })
})
