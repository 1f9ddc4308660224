import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream'
import S3rver from 's3rver'
import type { S3Settings } from '../../gateway/files/s3-storage.ts'
import { isSignedRequest } from './sigv4.ts'

export interface BucketServer {
  readonly settings: S3Settings
  close(): Promise<void>
}

/** The one key pair that s3rver knows. */
const secret = 'S3RVER'

/**
 * A real S3-compatible server with one empty bucket, on a free port. s3rver does not check signatures of version 4, so
 * a door before it does.
 */
export async function startBucketServer(): Promise<BucketServer> {
  const directory = mkdtempSync(path.join(tmpdir(), 'lonca-bucket-'))
  const bucket = 'lonca-files'
  const address = '127.0.0.1'
  const configureBuckets = [{ name: bucket, configs: [] }]
  const server = new S3rver({ address, port: 0, silent: true, directory, configureBuckets })
  const { port: innerPort } = await server.run()
  const door = createServer((request, response) => admit(request, response, innerPort))
  await new Promise<void>((resolve) => door.listen(0, address, resolve))
  const { port } = door.address() as AddressInfo
  return {
    settings: {
      endpoint: `http://${address}:${port}`,
      bucket,
      region: 'us-east-1',
      accessKeyId: 'S3RVER',
      secretAccessKey: secret,
    },
    close: async () => {
      door.closeAllConnections()
      await new Promise((resolve) => door.close(resolve))
      await server.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

function admit(request: IncomingMessage, response: ServerResponse, port: number): void {
  if (!isSignedRequest(request, secret, new Date())) {
    request.resume()
    response.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>')
    return
  }
  const { method, url, headers } = request
  const inner = httpRequest({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers)
    pipeline(answer, response, () => undefined)
  })
  inner.on('error', () => response.destroy())
  pipeline(request, inner, () => undefined)
}
