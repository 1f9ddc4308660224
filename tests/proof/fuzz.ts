import { composeInstalled } from '../../gateway/server.ts'
import { fuzz } from '../attacks/fuzz.ts'
import { LeakFinder } from '../attacks/leaks.ts'
import { sessionToken } from '../support/graphql-client.ts'
import type { Goal } from './goal.ts'
import { setStage } from './support/stage.ts'

const defaultCount = 10_000

/** HRD4 and HRD7: documents made from the schema, some with wrong bytes. Arguments: how many, and the seed. */
export async function prove(arguments_: readonly string[]): Promise<readonly Goal[]> {
  const [count = defaultCount, seed = Date.now() % 1_000_000] = arguments_.map(Number)
  console.log(`seed ${seed}`)
  const stage = await setStage()
  try {
    const { url } = await stage.freshGateway()
    const token = await sessionToken(url, 'owner@salon.demo', 'demo-lonca')
    const composition = composeInstalled()
    const { schema } = composition.setFor(['hair-salon'])
    const leaks = new LeakFinder(composition, 'hair-salon')
    const found = await fuzz({ url, token, schema, leaks }, seed, count)
    for (const [kind, list] of Object.entries(found))
      if (Array.isArray(list)) for (const one of list.slice(0, 10)) console.log(`${kind}: ${one}`)
    console.log(`${found.failed} of ${found.sent} answers had errors`)
    const none = { most: 0, unit: `of ${count}` }
    return [
      { goal: 'HRD7: answers of 500 or none', value: found.broken.length, ...none },
      { goal: 'HRD4: errors that tell of our insides', value: found.leaking.length, ...none },
      { goal: 'HRD7: errors that nobody meant', value: found.unexpected.length, ...none },
    ]
  } finally {
    await stage.close()
  }
}
