import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { WebSocket } from 'ws'
import type { ConnectionAttack } from './connection-attacks.ts'
import type { DocumentAttack } from './document-attacks.ts'
import type { RequestAttack } from './request-attacks.ts'
import type { SocketAttack } from './socket-attacks.ts'

/** Nothing is waited for any longer: a server that has not answered by then hangs. */
export const patienceMs = 20_000

/** What came back, as whoever attacked has it. */
export interface Outcome {
  /** Of HTTP; null over WebSocket. */
  readonly status: number | null
  /** Of a socket that the server closed; null while it is open. */
  readonly closeCode: number | null
  /** Everything that the server sent. */
  readonly body: string
}

/** Sends an operation over HTTP. */
export function sendDocument(url: string, attack: DocumentAttack, token: string | null): Promise<Outcome> {
  const { query, variables } = attack
  return sendRequest(
    url,
    {
      name: attack.name,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    },
    token,
  )
}

/** Sends a request as it is: nothing is added to its headers but the token, and its path is not made tidy. */
export async function sendRequest(
  url: string,
  attack: RequestAttack,
  token: string | null,
): Promise<Outcome> {
  const { hostname, port } = new URL(url)
  const { method = 'POST', path = '/graphql', body } = attack
  const outgoing = request({
    hostname,
    port,
    method,
    path,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...attack.headers,
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
    agent: false,
    signal: AbortSignal.timeout(patienceMs),
  })
  // A server that has heard enough answers before everything was sent, and then takes no more.
  outgoing.on('error', () => undefined)
  const answered = once(outgoing, 'response')
  outgoing.end(body)
  const [response] = await answered
  let text = ''
  for await (const chunk of response) text += chunk
  return { status: response.statusCode, closeCode: null, body: text }
}

/** Sends an operation over a socket of its own. */
export async function sendDocumentOverSocket(
  url: string,
  attack: DocumentAttack,
  token: string | null,
): Promise<Outcome> {
  const { query, variables } = attack
  const socket = await openSocket(url)
  try {
    await admit(socket, token)
    const answer = firstMessage(socket, ['next', 'error', 'complete'])
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query, variables } }))
    return await answer
  } finally {
    socket.terminate()
  }
}

/** Does to a socket what the attack says, until the server closes it. */
export async function attackSocket(url: string, attack: SocketAttack, token: string): Promise<Outcome> {
  const socket = await openSocket(url, attack.protocol).catch((refused: Outcome) => refused)
  if (!(socket instanceof WebSocket)) return socket
  const received: string[] = []
  try {
    if (attack.admitted ?? true) await admit(socket, token)
    socket.on('message', (data) => received.push(String(data)))
    const closed = once(socket, 'close', { signal: AbortSignal.timeout(patienceMs) })
    // Awaited below: it must not count as unhandled until then.
    closed.catch(() => undefined)
    for (const message of attack.messages?.() ?? []) {
      if (socket.readyState !== socket.OPEN) break
      await new Promise((sent) => socket.send(message, sent))
    }
    for (let ping = 0; ping < (attack.pings ?? 0) && socket.readyState === socket.OPEN; ping += 1) {
      await new Promise((sent) => socket.ping(undefined, undefined, sent))
    }
    const [code] = socket.readyState === socket.CLOSED ? [closeCodeOf.get(socket)] : await closed
    return { status: null, closeCode: code ?? null, body: received.join('\n') }
  } finally {
    socket.terminate()
  }
}

/** Keeps a connection busy without ever saying anything, until the server has enough of it. */
export async function attackConnection(url: string, attack: ConnectionAttack): Promise<Outcome> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let body = ''
  socket.on('data', (data) => {
    body += data
  })
  socket.on('error', () => undefined)
  const closed = once(socket, 'close', { signal: AbortSignal.timeout(patienceMs) })
  await once(socket, 'connect')
  socket.write(attack.begins)
  const drip = setInterval(() => socket.writable && socket.write(attack.drips), attack.everyMs)
  try {
    await closed
  } finally {
    clearInterval(drip)
    socket.destroy()
  }
  const status = /^HTTP\/1\.1 (\d+)/.exec(body)?.[1]
  return { status: status ? Number(status) : null, closeCode: null, body }
}

const closeCodeOf = new WeakMap<WebSocket, number>()

function openSocket(url: string, protocol = 'graphql-transport-ws'): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol)
  socket.once('close', (code) => closeCodeOf.set(socket, code))
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(socket))
    socket.on('error', (error) =>
      reject({ status: null, closeCode: 1006, body: error.message } satisfies Outcome),
    )
  })
}

async function admit(socket: WebSocket, token: string | null): Promise<void> {
  const acknowledged = firstMessage(socket, ['connection_ack'])
  socket.send(
    JSON.stringify({ type: 'connection_init', payload: token ? { authorization: `Bearer ${token}` } : {} }),
  )
  const { closeCode, body } = await acknowledged
  if (closeCode !== null) throw new Error(`The socket was not let in: ${closeCode} ${body}`)
}

/** The first message of one of these types, or how the socket was closed instead. */
function firstMessage(socket: WebSocket, types: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('The server did not answer.')), patienceMs)
    const end = (outcome: Outcome) => {
      clearTimeout(patience)
      socket.off('message', hear)
      socket.off('close', closed)
      resolve(outcome)
    }
    const closed = (code: number, reason: Buffer) =>
      end({ status: null, closeCode: code, body: String(reason) })
    const hear = (data: unknown) => {
      const body = String(data)
      if (types.includes((JSON.parse(body) as { type: string }).type))
        end({ status: null, closeCode: null, body })
    }
    socket.on('message', hear)
    socket.once('close', closed)
  })
}
