/** A hostile way to use a WebSocket: what is sent once it is open. */
export interface SocketAttack {
  readonly name: string
  /** Sends `connection_init` as an owner and waits for the answer first. Default: true. */
  readonly admitted?: false
  readonly protocol?: string
  /** Messages, sent without waiting; a Buffer goes out as a binary frame. */
  readonly messages?: () => Iterable<string | Buffer>
  /** Control frames of WebSocket itself. */
  readonly pings?: number
  /** How the server ends it: the codes of gateway/live/close-codes.ts and of the protocol. */
  readonly closes: readonly number[]
}

const message = (content: unknown) => JSON.stringify(content)
const subscribe = (id: string, query: string) => message({ type: 'subscribe', id, payload: { query } })
const live = 'subscription { recordChanged { type } }'

function* times(count: number, one: (index: number) => string): Iterable<string> {
  for (let index = 0; index < count; index += 1) yield one(index)
}

const nestedText = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

export const socketAttacks: readonly SocketAttack[] = [
  { name: 'another subprotocol', protocol: 'graphql-ws', admitted: false, closes: [1002, 1006, 4406] },
  {
    name: 'an operation before connection_init',
    admitted: false,
    messages: () => [subscribe('1', '{ __typename }')],
    closes: [4401],
  },
  { name: 'connection_init twice', messages: () => [message({ type: 'connection_init' })], closes: [4429] },
  {
    name: 'a connection_init of 1 MB',
    admitted: false,
    messages: () => [message({ type: 'connection_init', payload: { authorization: 'x'.repeat(1_000_000) } })],
    closes: [1009],
  },
  {
    name: 'a connection_init with a token of 60 KB',
    admitted: false,
    messages: () => [
      message({ type: 'connection_init', payload: { authorization: `Bearer ${'x'.repeat(60_000)}` } }),
    ],
    closes: [4403],
  },
  {
    name: 'a connection_init with a token that is none',
    admitted: false,
    messages: () => [message({ type: 'connection_init', payload: { authorization: 'Bearer lon_nothing' } })],
    closes: [4403],
  },
  { name: 'no connection_init', admitted: false, messages: () => [], closes: [4408] },
  { name: 'a message that is no JSON', messages: () => ['{ "type": "subscribe'], closes: [4400] },
  {
    name: 'a message nested 30,000 times',
    messages: () => [`{ "type": "ping", "payload": ${nestedText(30_000)} }`],
    closes: [4400],
  },
  { name: 'a message of an unknown type', messages: () => [message({ type: 'explode' })], closes: [4400] },
  {
    name: 'a message of random bytes',
    messages: () => [Buffer.from([0xff, 0xfe, 0x00, 0x80, 0x13])],
    closes: [4400],
  },
  {
    name: 'an operation of 1 MB',
    messages: () => [subscribe('1', `{ ${'id '.repeat(350_000)} }`)],
    closes: [1009],
  },
  {
    name: 'an operation without an id',
    messages: () => [message({ type: 'subscribe', payload: { query: live } })],
    closes: [4400],
  },
  { name: 'one id twice', messages: () => [subscribe('1', live), subscribe('1', live)], closes: [4409] },
  {
    name: '10,000 operations',
    messages: () => times(10_000, (n) => subscribe(String(n), live)),
    closes: [1006, 1008],
  },
  {
    name: '10,000 operations that are refused',
    messages: () => times(10_000, (n) => subscribe(String(n), '{ hell }')),
    closes: [1006, 1008],
  },
  {
    name: '10,000 completions of nothing',
    messages: () => times(10_000, (n) => message({ type: 'complete', id: String(n) })),
    closes: [1006, 1008],
  },
  {
    name: '20,000 pings of the protocol',
    messages: () => times(20_000, () => message({ type: 'ping' })),
    closes: [1006, 1008],
  },
  // Cut as too many, or as too slow in reading the echo.
  {
    name: '2000 pings that are to be echoed at length',
    messages: () => times(2000, () => message({ type: 'ping', payload: { echo: 'x'.repeat(50_000) } })),
    closes: [1006, 1008, 1013],
  },
  // ws itself ends a socket that is sent more pings in one piece than it can answer.
  { name: '20,000 control frames', pings: 20_000, closes: [1006, 1008] },
]
