import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it } from 'vitest'
import { startTestServer } from '../support/server.ts'

/** A browser's connection in advance made a polite stop take twenty seconds, and end as a failure. */
it('a connection that said nothing yet does not keep the server from closing', async () => {
  const server = await startTestServer()
  const { hostname, port } = new URL(server.url)
  const silent = connect(Number(port), hostname)
  await once(silent, 'connect')
  // The server knows of the connection once it has answered another one.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  const closed = once(silent, 'close')
  await server.close()
  await closed
})
