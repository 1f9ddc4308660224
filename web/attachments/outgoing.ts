import { createRoot } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { mutate } from '../data/client.ts'
import { completeFileUploadMutation, createFileUploadMutation } from '../data/files.graphql.ts'
import { mediaTypeOf } from './media-type.ts'

/** A file on its way to a record. It stays here until it has arrived or somebody discards it. */
export interface OutgoingFile {
  readonly key: number
  readonly recordId: string
  readonly file: File
  state: 'waiting' | 'sending' | 'checking' | 'offline' | 'failed' | 'refused'
  /** From 0 to 1. */
  share: number
  /** Why it was refused, in the viewer's language. */
  reason?: string
}

/** Kept for the whole panel: whoever looks at another screen meanwhile finds the file where it was. */
const [outgoing, setOutgoing] = createRoot(() => createStore<OutgoingFile[]>([]))
const arrivals = new Set<(recordId: string) => void>()
let lastKey = 0
let busy = false

export function outgoingOf(recordId: string): OutgoingFile[] {
  return outgoing.filter((one) => one.recordId === recordId)
}

/** Called when a file has arrived at its record. Returns the way to stop listening. */
export function onArrival(listener: (recordId: string) => void): () => void {
  arrivals.add(listener)
  return () => arrivals.delete(listener)
}

export function sendFiles(recordId: string, files: Iterable<File>): void {
  for (const file of files) {
    lastKey += 1
    const key = lastKey
    setOutgoing(produce((all) => void all.push({ key, recordId, file, state: 'waiting', share: 0 })))
  }
  void work()
}

export function sendAgain(key: number): void {
  change(key, { state: 'waiting', share: 0, reason: undefined })
  void work()
}

export function discard(key: number): void {
  setOutgoing((all) => all.filter((one) => one.key !== key))
}

addEventListener('online', () => {
  for (const one of outgoing) if (one.state === 'offline') sendAgain(one.key)
})

function change(key: number, values: Partial<OutgoingFile>): void {
  setOutgoing((one) => one.key === key, values)
}

/** One after the other: a telephone on a weak line finishes one rather than none of five. */
async function work(): Promise<void> {
  if (busy) return
  busy = true
  for (let next = waiting(); next; next = waiting()) await send(next)
  busy = false
}

function waiting(): OutgoingFile | undefined {
  return outgoing.find((one) => one.state === 'waiting')
}

async function send({ key, recordId, file }: OutgoingFile): Promise<void> {
  change(key, { state: 'sending' })
  const mediaType = mediaTypeOf(file)
  const kind = mediaType.startsWith('image/') ? 'PHOTO' : 'OTHER'
  const announced = await mutate(createFileUploadMutation, {
    input: { recordId, name: file.name, mediaType, sizeBytes: file.size, kind },
  })
  const { file: made, upload, userErrors } = announced.data?.createFileUpload ?? {}
  if (userErrors?.length) return change(key, { state: 'refused', reason: userErrors[0]?.message })
  if (!made || !upload || !(await put(upload, file, (share) => change(key, { share })))) return missed(key)
  change(key, { state: 'checking', share: 1 })
  const completed = await mutate(completeFileUploadMutation, { input: { id: made.id } })
  const refused = completed.data?.completeFileUpload.userErrors
  if (refused?.length) return change(key, { state: 'refused', reason: refused[0]?.message })
  if (!completed.data) return missed(key)
  discard(key)
  for (const listener of [...arrivals]) listener(recordId)
}

function missed(key: number): void {
  change(key, { state: navigator.onLine ? 'failed' : 'offline', share: 0 })
}

/** fetch cannot tell how far an upload has come; the older interface can. */
function put(
  upload: { url: string; method: string; headers: { name: string; value: string }[] },
  file: File,
  onShare: (share: number) => void,
): Promise<boolean> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.open(upload.method, upload.url)
    for (const { name, value } of upload.headers) request.setRequestHeader(name, value)
    request.upload.onprogress = (event) => event.lengthComputable && onShare(event.loaded / event.total)
    request.onload = () => done(request.status >= 200 && request.status < 300)
    request.onerror = () => done(false)
    request.send(file)
  })
}
