import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { compared, differenceOf, type Paths } from './compared.ts'
import { wantedFeatures } from './features.ts'
import { foundDifferences } from './found-differences.ts'
import { type FurnishedBusiness, furnishedBusiness, type SetKey } from './furnished-business.ts'
import { comparedOverTheWire, steppingServer } from './over-the-wire.ts'
import { CompiledPath, referencePath } from './paths.ts'

/** How many documents of each set a run asks; a longer run and another seed come from the environment. */
const documents = Number(process.env.LONCA_EQUALITY_DOCUMENTS ?? 2_000)
const timeoutMs = Math.max(600_000, documents * 300)
const seed = Number(process.env.LONCA_EQUALITY_SEED ?? 20_261_120)

/** The property that no document of a set tells its paths apart. */
export function equalityOf(key: SetKey): void {
  let server: TestServer
  let business: FurnishedBusiness
  let compiled: CompiledPath
  let paths: Paths

  beforeAll(async () => {
    server = await startTestServer()
    business = await furnishedBusiness(server, key)
    const { set } = business.context
    compiled = new CompiledPath(server.setting, set)
    paths = { reference: referencePath(server.setting, set), other: compiled.answer }
  }, 180_000)
  afterAll(() => server?.close())

  describe(`documents of ${key}`, () => {
    it.each(foundDifferences(key))('that were told apart once no longer are: %s', async (_name, found) => {
      expect(await differenceOf(business, paths, found)).toBeNull()
    })

    it(
      `have the same answer on both paths, byte by byte (seed ${seed})`,
      async () => {
        const slow: string[] = []
        const notCompiled = ({ document }: { document: string }) => void slow.push(document)
        const { census, differences, ...run } = await compared(business, paths, {
          seed,
          documents,
          notCompiled,
          mostDifferences: Number(process.env.LONCA_EQUALITY_DIFFERENCES ?? 1),
        })
        expect(differences).toEqual([])
        expect(compiled.failures).toEqual([])
        expect(run.documents).toBe(documents)
        expect(run.compiled / run.compilable, slow.slice(0, 5).join('\n')).toBeGreaterThanOrEqual(0.99)
        const wanted = wantedFeatures(business.context.set, documents)
        const seldom = census.tooSeldom(wanted)
        // Of a thousand fields to filter and order by, a few may not come up in one run.
        expect(seldom.filter((one) => !/^(order|filter) \w+\./.test(one))).toEqual([])
        expect(seldom.length, seldom.join()).toBeLessThanOrEqual(Object.keys(wanted).length / 100)
      },
      timeoutMs,
    )

    it('have the same whole answer over HTTP and over WebSocket, whether the gateway compiles or not', async () => {
      const stepping = await steppingServer(server)
      try {
        const wire = { seed, documents: Math.ceil(documents / 20) }
        expect(await comparedOverTheWire([server, stepping], business, wire)).toEqual([])
      } finally {
        await stepping.close()
      }
    }, 300_000)
  })
}
