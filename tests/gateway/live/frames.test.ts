import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { SharedFrames } from '../../../gateway/live/frames.ts'

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer()
let client: WebSocket
let stream: Duplex

beforeAll(async () => {
  const opened = new Promise<Duplex>((resolve) => {
    server.on('upgrade', (request, under, head) =>
      sockets.handleUpgrade(request, under, head, () => resolve(under)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  stream = await opened
})
afterAll(async () => {
  client.terminate()
  await new Promise((resolve) => server.close(resolve))
})

describe('frames that many clients share', () => {
  it.each([
    ['a short payload', '{"a":1}', '1'],
    ['a payload around the first step of the length', `{"a":"${'x'.repeat(70)}"}`, '1'],
    ['letters of more than one byte, in the id, too', '{"a":"Çetin"}', 'ığü "quoted"'],
    ['a payload that is still copied', `{"a":"${'x'.repeat(16_000)}"}`, '1'],
    ['a payload that is written from one place', `{"a":"${'ş'.repeat(20_000)}"}`, '1'],
    ['a payload around the second step of the length', `{"a":"${'x'.repeat(70_000)}"}`, '1'],
  ])('arrive whole with %s', async (_what, payload, id) => {
    const heard = new Promise((resolve) => client.once('message', (data) => resolve(String(data))))
    new SharedFrames(payload).writeTo(stream, JSON.stringify(id))
    expect(JSON.parse((await heard) as string)).toEqual({ id, type: 'next', payload: JSON.parse(payload) })
  })

  it('stay what they are for a client that reads later, whatever the next ones are called', async () => {
    client.pause()
    const frames = new SharedFrames(`{"a":"${'x'.repeat(16_000)}"}`)
    const ids: string[] = []
    while (stream.writableLength < 100_000) {
      const id = String(1_000_000 + ids.length)
      ids.push(id)
      frames.writeTo(stream, JSON.stringify(id))
    }
    const heard: string[] = []
    const all = new Promise<void>((resolve) => {
      client.on('message', (data) => {
        if (heard.push(JSON.parse(String(data)).id) === ids.length) resolve()
      })
    })
    client.resume()
    await all
    expect(heard).toEqual(ids)
  })
})
