import type { BenchTenant } from './data/bench-tenant.ts'
import type { Asked } from './queries.ts'
import type { ServerProcess } from './servers/server-process.ts'
import { wordsOf } from './words/index.ts'

/** Asks a server once and reads the answer in the form that all servers share. Throws what the server said instead. */
export async function ask(server: ServerProcess, tenant: BenchTenant, asked: Asked): Promise<unknown> {
  const words = wordsOf[server.name]
  const response = await fetch(`${server.url}${words.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tenant.token}` },
    body: words.body(asked, tenant),
  })
  const text = await response.text()
  try {
    const { data, errors } = JSON.parse(text)
    if (errors) throw new Error('errors')
    return words.rows(asked.query, data)
  } catch (cause) {
    const said = text.slice(0, 800)
    throw new Error(`${server.name} does not answer ${asked.query} (${response.status}): ${said}`, { cause })
  }
}
