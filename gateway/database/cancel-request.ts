import { connect, isIP } from 'node:net'
import { type ConnectionOptions, connect as secure } from 'node:tls'
import type { PoolClient } from 'pg'

const sslRequestCode = 80_877_103
const cancelRequestCode = 80_877_102
const patienceMs = 5_000

/** What pg knows of a connection once it stands. */
interface StandingClient {
  readonly host: string
  readonly port: number
  readonly ssl: boolean | ConnectionOptions
  readonly processID: number
  readonly secretKey: number
}

/**
 * Asks PostgreSQL to give up what a connection is doing, over one of its own, as the protocol wants it: that works
 * when every place in the pool is taken, and through a pooler. Nobody answers; what was given up fails with 57014.
 */
export function requestCancel(client: PoolClient): void {
  const { host, port, ssl, processID, secretKey } = client as unknown as StandingClient
  const request = message(cancelRequestCode, processID, secretKey)
  const socket = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host)
  // Who cannot be reached has other troubles; a statement ends by itself after eight seconds.
  socket.on('error', () => undefined)
  socket.setTimeout(patienceMs, () => socket.destroy())
  if (!ssl) {
    socket.end(request)
    return
  }
  socket.once('data', (answer) => {
    if (String(answer) !== 'S') return socket.destroy()
    const options = { ...(typeof ssl === 'object' && ssl), ...(isIP(host) === 0 && { servername: host }) }
    const secured = secure({ ...options, socket })
    secured.on('error', () => undefined)
    return secured.end(request)
  })
  socket.write(message(sslRequestCode))
}

/** Length, then the numbers, four bytes each. */
function message(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + numbers.length * 4)
  for (const [index, number] of [bytes.length, ...numbers].entries())
    bytes.writeInt32BE(number | 0, index * 4)
  return bytes
}
