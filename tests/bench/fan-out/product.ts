import { anchor } from '../data/size.ts'
import { answerBenchmark } from './fan-out-process.ts'

/** The product as `npm run build` leaves it, but for how many sockets one person and one business may open. */
const dist = new URL('../../../dist/gateway/', import.meta.url)
const gateway = (await import(new URL('server.js', dist).href)) as typeof import('../../../gateway/server.ts')
const log = (await import(new URL('log.js', dist).href)) as typeof import('../../../gateway/log.ts')
const { BENCH_APP_URL = '', BENCH_OWNER_URL = '' } = process.env
const most = 10_000
const began = performance.now()
const { url } = await gateway.startServer({
  appUrl: BENCH_APP_URL,
  ownerUrl: BENCH_OWNER_URL,
  port: 0,
  poolSize: 10,
  clock: { now: () => new Date(anchor.getTime() + performance.now() - began) },
  log: log.createLog('info'),
  migrates: false,
  works: false,
  live: { maxSocketsPerUser: most, maxSocketsPerTenant: most },
  costs: { tenant: { max: 1e9, restoreRate: 1e9 } },
})
answerBenchmark(url)
