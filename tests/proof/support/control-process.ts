/**
 * A process of its own: asks the same every 15 ms, whatever else is going on. Asked by its parent, it tells how long
 * the answers took to all that it asked since the last time, once all of them are there.
 */
const [url, token] = process.argv.slice(2) as [string, string]
const everyMs = 15
const query = '{ viewer { role } customers(first: 10) { nodes { id name phone } totalCount } }'

interface Asked {
  readonly ms: number
  readonly error: string | null
}

let asked: Promise<Asked>[] = []

async function ask(): Promise<Asked> {
  const began = performance.now()
  const told = (error: string | null) => ({ ms: performance.now() - began, error })
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(20_000),
    })
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
    return told(data && !errors ? null : JSON.stringify(errors))
  } catch (error) {
    return told(String(error))
  }
}

// Not one after the other: a slow answer must not make the questions fewer.
setInterval(() => asked.push(ask()), everyMs)
process.on('message', () => {
  const window = asked
  asked = []
  void Promise.all(window).then((answers) => process.connected && process.send?.(answers))
})
process.on('disconnect', () => process.exit())
