/** A process of its own: asks the same every 15 ms, whatever else is going on, and tells how long each answer took. */
const [url, token] = process.argv.slice(2) as [string, string]
const everyMs = 15
const query = '{ viewer { role } customers(first: 10) { nodes { id name phone } totalCount } }'

async function ask(): Promise<void> {
  const began = performance.now()
  const told = (error: string | null) =>
    process.send?.({ began: Date.now(), ms: performance.now() - began, error })
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
      signal: AbortSignal.timeout(20_000),
    })
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
    told(data && !errors ? null : JSON.stringify(errors))
  } catch (error) {
    told(String(error))
  }
}

// Not one after the other: a slow answer must not make the questions fewer.
setInterval(() => void ask(), everyMs)
process.on('disconnect', () => process.exit())
