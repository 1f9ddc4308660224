import { existsSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import type { Send } from './graphql-client.ts'
import type { TestServer } from './server.ts'

export const fileFields = `id version name kind state mediaType sizeBytes checksum width height hasThumbnails recordType
  recordId archivedAt downloadUrl inline: downloadUrl(disposition: INLINE) thumbnailUrl uploadedBy { name } record { id }`

export interface ReceivedFile {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly state: string
  readonly downloadUrl: string | null
  readonly inline: string | null
  readonly thumbnailUrl: string | null
  readonly [more: string]: unknown
}

export interface ReceivedUpload {
  readonly url: string
  readonly method: string
  readonly headers: { name: string; value: string }[]
  readonly expiresAt: string
}

export interface FileAnswer {
  readonly file: ReceivedFile | null
  readonly upload?: ReceivedUpload | null
  readonly refused: readonly string[]
}

/** Calls a mutation of files and gives its payload; throws when the answer carries a top-level error. */
export async function fileVerb(send: Send, verb: string, input: object): Promise<FileAnswer> {
  const type = verb === 'completeFileUpload' ? 'FileInput' : `${verb[0]?.toUpperCase()}${verb.slice(1)}Input`
  const upload = verb === 'createFileUpload' ? 'upload { url method headers { name value } expiresAt }' : ''
  const answer = await send(
    `mutation ($input: ${type}!) { ${verb}(input: $input) { file { ${fileFields} } ${upload} userErrors { code field } } }`,
    { input },
  )
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  const { userErrors, ...payload } = answer.data[verb]
  return {
    ...payload,
    refused: userErrors.map((error: { code: string; field: string[] | null }) =>
      [error.code, error.field?.join('.')].filter(Boolean).join(' '),
    ),
  }
}

/** Announces a file of these bytes; throws when that is refused. */
export async function announced(
  send: Send,
  recordId: string,
  bytes: Buffer,
  more: { name?: string; mediaType?: string; kind?: string } = {},
): Promise<{ file: ReceivedFile; upload: ReceivedUpload }> {
  const input = { recordId, name: 'foto.png', mediaType: 'image/png', sizeBytes: bytes.length, ...more }
  const { file, upload, refused } = await fileVerb(send, 'createFileUpload', input)
  if (!file || !upload) throw new Error(`Not announced: ${refused.join(', ')}`)
  return { file, upload }
}

/** Sends bytes to the address of an upload. */
export function sendBytes(server: TestServer, upload: ReceivedUpload, bytes: Buffer): Promise<Response> {
  const headers = Object.fromEntries(upload.headers.map(({ name, value }) => [name, value]))
  return fetch(`${server.url}${upload.url}`, { method: upload.method, headers, body: new Uint8Array(bytes) })
}

/** Announces, sends and completes. */
export async function stored(
  server: TestServer,
  send: Send,
  recordId: string,
  bytes: Buffer,
  more: { name?: string; mediaType?: string; kind?: string } = {},
): Promise<FileAnswer> {
  const { file, upload } = await announced(send, recordId, bytes, more)
  const response = await sendBytes(server, upload, bytes)
  if (response.status !== 204) throw new Error(`Answered with ${response.status}: ${await response.text()}`)
  return fileVerb(send, 'completeFileUpload', { id: file.id })
}

/** A picture of one colour. */
export function picture(width = 640, height = 480): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#0f766e' } })
    .png()
    .toBuffer()
}

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** Every file of the local storage with its size, by its path below the folder of files. */
export function onDisk(server: TestServer): Record<string, number> {
  const folder = path.join(server.dataDir, 'files')
  if (!existsSync(folder)) return {}
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return Object.fromEntries(
    names
      .map((name) => [name, statSync(path.join(folder, name))] as const)
      .filter(([, facts]) => facts.isFile())
      .map(([name, { size }]) => [name, size]),
  )
}

/** The code and reason with which an address refuses. */
export async function refusal(response: Response): Promise<string> {
  const body = (await response.json()) as { errors: { extensions: { code: string; reason?: string } }[] }
  const { code, reason } = body.errors[0]?.extensions ?? { code: '' }
  return [response.status, code, reason].filter(Boolean).join(' ')
}

/** What happened to a record, newest first. */
export async function eventsAbout(send: Send, subjectId: string) {
  const answer = await send(
    'query ($id: ID!) { auditLog(filter: { subjectId: $id }) { nodes { type actor { name } payload } } }',
    { id: subjectId },
  )
  return answer.data?.auditLog.nodes as { type: string; actor: { name: string }; payload: unknown }[]
}
