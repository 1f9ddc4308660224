import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fastify, { type FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { givenUpAfter } from '../../gateway/given-up-after.ts'
import { LoncaError } from '../../schema/index.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void

const cargoBytes = 40_000

/** A route that waits as long as it is told, with something to carry for every request. */
async function waitingRoute(milliseconds: number) {
  const app = fastify()
  app.setErrorHandler((error, _request, reply) => reply.code(error instanceof LoncaError ? 503 : 500).send())
  const cargo = new WeakMap<FastifyRequest, number[]>()
  const leave = new Map<string, () => void>()
  app.post('/', {
    ...givenUpAfter(app, milliseconds),
    handler: async (request) => {
      cargo.set(request, new Array(cargoBytes / 8).fill(0.5))
      const { stay } = request.body as { readonly stay?: string }
      if (stay) await new Promise<void>((resolve) => leave.set(stay, resolve))
      return { answered: true }
    },
  })
  await app.ready()
  const ask = (body: object) => app.inject({ method: 'POST', url: '/', payload: body })
  return { app, ask, leave }
}

const oldSpace = () =>
  getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? 0

describe('a request that takes too long', () => {
  test('is answered for while the others go on', async () => {
    const { app, ask, leave } = await waitingRoute(300)
    const slow = ask({ stay: 'slow' })
    expect((await ask({})).json()).toEqual({ answered: true })
    expect((await slow).statusCode).toBe(503)
    const late = ask({ stay: 'late' })
    await expect.poll(() => leave.has('late')).toBe(true)
    leave.get('late')?.()
    expect((await late).json()).toEqual({ answered: true })
    await app.close()
  })
})

describe('a request that was answered', () => {
  test('is let go of by the collections that are cheap, however long others take', async () => {
    const { app, ask, leave } = await waitingRoute(60_000)
    const long = ask({ stay: 'long' })
    await expect.poll(() => leave.has('long')).toBe(true)
    for (let grown = 0; grown < 3; grown += 1) collect({ type: 'minor' })
    const before = oldSpace()
    const others = async () => {
      for (let asked = 0; asked < 400; asked += 1) await ask({})
    }
    await Promise.all(Array.from({ length: 8 }, others))
    // What was on its way during a collection is among it, so not nothing.
    expect(oldSpace() - before).toBeLessThan((8 * 400 * cargoBytes) / 4)
    leave.get('long')?.()
    expect((await long).statusCode).toBe(200)
    await app.close()
  })
})
