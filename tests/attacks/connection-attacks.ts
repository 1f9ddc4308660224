/** A hostile TCP connection: what is written to it at first, and then again and again. */
export interface ConnectionAttack {
  readonly name: string
  readonly begins: string
  readonly drips: string
  /** Between two drips, in milliseconds. */
  readonly everyMs: number
}

const post = 'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n'

export const connectionAttacks: readonly ConnectionAttack[] = [
  { name: 'headers that never end', begins: post, drips: 'x-a: b\r\n', everyMs: 500 },
  {
    name: 'a body that never ends',
    begins: `${post}content-length: 200000\r\n\r\n{`,
    drips: ' ',
    everyMs: 500,
  },
  {
    name: 'a chunked body that never ends',
    begins: `${post}transfer-encoding: chunked\r\n\r\n`,
    drips: '1\r\n \r\n',
    everyMs: 500,
  },
  {
    name: 'an upgrade that is never finished',
    begins: 'GET /graphql HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\n',
    drips: 'x-a: b\r\n',
    everyMs: 500,
  },
]
