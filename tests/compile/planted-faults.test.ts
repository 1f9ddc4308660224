import { afterAll, beforeAll, expect, it } from 'vitest'
import { startTestServer, type TestServer } from '../support/server.ts'
import { compared } from './compared.ts'
import { type FurnishedBusiness, furnishedBusiness } from './furnished-business.ts'
import { CompiledPath, type Path, type PathAnswer, type Question, referencePath } from './paths.ts'
import { FaultyStatements, plantedFaults } from './planted-faults.ts'

/** So many documents may pass before a fault is seen. */
const documents = 1_000
const seed = 7

let server: TestServer
let business: FurnishedBusiness
let reference: Path

beforeAll(async () => {
  server = await startTestServer()
  business = await furnishedBusiness(server, 'dental')
  reference = remembered(referencePath(server.setting, business.context.set))
}, 180_000)
afterAll(() => server?.close())

/** Every fault meets the same documents: what they should answer is found out once. */
function remembered(path: Path): Path {
  const known = new Map<string, Promise<PathAnswer>>()
  return (question) => {
    const { document, variables, principal } = question
    const { grants, switchedOff, ...more } = principal
    const key = JSON.stringify([document, variables, more, [...(grants ?? [])], [...switchedOff]])
    const answer = known.get(key) ?? path(question)
    known.set(key, answer)
    return answer
  }
}

it('nothing is seen where nothing is planted', async () => {
  const sound = new CompiledPath(server.setting, business.context.set)
  const run = await compared(
    business,
    { reference, other: sound.answer },
    { seed, documents: 300, keeps: false },
  )
  expect(run.differences).toEqual([])
}, 120_000)

it.each(plantedFaults)(
  'is seen: $name',
  async (fault) => {
    const faulty = new CompiledPath(
      server.setting,
      business.context.set,
      new FaultyStatements(server.setting.pool, fault),
    )
    const firsts = new Map<string, Question>()
    const other: Path = (question) => {
      const first = firsts.get(question.document) ?? question
      firsts.set(question.document, first)
      return faulty.answer(fault.question?.(question, first) ?? question)
    }
    const run = await compared(business, { reference, other }, { seed, documents, keeps: false })
    expect(run.differences, `${run.documents} documents`).toHaveLength(1)
  },
  120_000,
)
