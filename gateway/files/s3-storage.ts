import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { pipeline } from 'node:stream/promises'
import { AwsV4Signer } from 'aws4fetch'
import {
  type FileStorage,
  KeyTaken,
  type StorageFacts,
  type StorageReading,
} from '../../modules/files/index.ts'
import { exactly } from './exactly.ts'

export interface S3Settings {
  /** e.g. `https://s3.eu-central-1.amazonaws.com`; the bucket is named in the path. */
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

type Method = 'GET' | 'HEAD' | 'PUT' | 'DELETE'

/** Files as objects of an S3-compatible bucket, which should be private: whoever reads is sent there with a signature. */
export class S3Storage implements FileStorage {
  constructor(private readonly settings: S3Settings) {}

  async put(key: string, bytes: AsyncIterable<Uint8Array>, facts: StorageFacts): Promise<void> {
    if ((await this.sizeOf(key)) !== null) throw new KeyTaken(key)
    const answer = await this.#send('PUT', this.#url(key), {
      headers: {
        'content-length': String(facts.sizeBytes),
        'content-type': facts.mediaType,
        // Storages that know it settle a race of two senders; the others ignore it.
        'if-none-match': '*',
      },
      body: exactly(bytes, facts.sizeBytes),
    })
    if (answer.statusCode === 412 || answer.statusCode === 409) throw new KeyTaken(key)
    await done(answer, 'PUT', key)
  }

  async open(key: string): Promise<AsyncIterable<Uint8Array> | null> {
    const answer = await this.#send('GET', this.#url(key))
    if (answer.statusCode === 200) return answer
    await missing(answer, 'GET', key)
    return null
  }

  async sizeOf(key: string): Promise<number | null> {
    const answer = await this.#send('HEAD', this.#url(key))
    answer.resume()
    if (answer.statusCode === 200) return Number(answer.headers['content-length'])
    await missing(answer, 'HEAD', key)
    return null
  }

  async move(from: string, to: string): Promise<boolean> {
    const source = `/${this.settings.bucket}/${from}`
    const answer = await this.#send('PUT', this.#url(to), { headers: { 'x-amz-copy-source': source } })
    if (answer.statusCode === 404) {
      answer.resume()
      return false
    }
    await done(answer, 'COPY', to)
    await this.remove(from)
    return true
  }

  async remove(key: string): Promise<void> {
    const answer = await this.#send('DELETE', this.#url(key))
    if (answer.statusCode === 404) answer.resume()
    else await done(answer, 'DELETE', key)
  }

  async *list(folder: string): AsyncGenerator<string> {
    for (let after: string | undefined = ''; after !== undefined; ) {
      const url = this.#url('')
      url.search = String(new URLSearchParams({ 'list-type': '2', prefix: folder, 'start-after': after }))
      const answer = await this.#send('GET', url)
      if (answer.statusCode !== 200) await done(answer, 'LIST', folder)
      const listed = await textOf(answer)
      const keys = [...listed.matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, key]) => key ?? '')
      yield* keys
      after = /<IsTruncated>true</.test(listed) ? keys.at(-1) : undefined
    }
  }

  async address(key: string, { mediaType, disposition, seconds }: StorageReading): Promise<string> {
    const url = this.#url(key)
    url.searchParams.set('X-Amz-Expires', String(seconds))
    url.searchParams.set('response-content-type', mediaType)
    url.searchParams.set('response-content-disposition', disposition)
    url.searchParams.set('response-cache-control', 'private, no-store')
    const signed = await this.#signer('GET', url, { signQuery: true }).sign()
    return signed.url.href
  }

  #url(key: string): URL {
    return new URL(`${this.settings.endpoint.replace(/\/$/, '')}/${this.settings.bucket}/${key}`)
  }

  #signer(
    method: Method,
    url: URL,
    more: { headers?: Record<string, string>; signQuery?: boolean },
  ): AwsV4Signer {
    const { region, accessKeyId, secretAccessKey } = this.settings
    return new AwsV4Signer({
      method,
      url: url.href,
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
      ...more,
    })
  }

  /** Node's own client: the length of a stream must go along, and fetch would send it in chunks. */
  async #send(
    method: Method,
    url: URL,
    { headers = {}, body }: { headers?: Record<string, string>; body?: AsyncIterable<Uint8Array> } = {},
  ): Promise<IncomingMessage> {
    const signed = await this.#signer(method, url, {
      headers: { ...headers, 'x-amz-content-sha256': body ? 'UNSIGNED-PAYLOAD' : emptySha256 },
    }).sign()
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest
    return new Promise((resolve, reject) => {
      const sent = send(signed.url, { method, headers: Object.fromEntries(signed.headers), timeout: 60_000 })
      sent.once('response', resolve)
      sent.once('error', reject)
      sent.once('timeout', () => sent.destroy(new Error(`The storage did not answer: ${method}.`)))
      if (body) pipeline(body, sent).catch(reject)
      else sent.end()
    })
  }
}

const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

async function textOf(answer: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of answer) pieces.push(piece as Buffer)
  return Buffer.concat(pieces).toString('utf8')
}

async function missing(answer: IncomingMessage, what: string, key: string): Promise<void> {
  if (answer.statusCode !== 404) await done(answer, what, key)
  answer.resume()
}

/** Throws for anything but success; also for a copy that began well and then failed, which answers 200. */
async function done(answer: IncomingMessage, what: string, key: string): Promise<void> {
  const text = await textOf(answer)
  const status = answer.statusCode ?? 0
  if (status >= 200 && status < 300 && !text.includes('<Error>')) return
  const code = /<Code>([^<]+)</.exec(text)?.[1] ?? 'without a code'
  throw new Error(`The storage answered ${what} of ${key} with ${status} (${code}).`)
}
