import { mutate } from '../../data/client.ts'
import { createUploadMutation } from '../../data/imports.graphql.ts'

/** Sends a file to the address that the server signed for it; `onProgress` gets shares from 0 to 1. */
export async function upload(
  file: File,
  onProgress: (share: number) => void,
): Promise<{ id?: string; problem?: string }> {
  const { data, error } = await mutate(createUploadMutation, {
    input: { fileName: file.name, sizeBytes: file.size },
  })
  const target = data?.createUpload.upload
  if (!target) return { problem: data?.createUpload.userErrors[0]?.message ?? error?.message }
  // fetch cannot tell how far an upload has come; the older interface can.
  const status = await new Promise<number>((done) => {
    const request = new XMLHttpRequest()
    request.open('PUT', target.url)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.onload = () => done(request.status)
    request.onerror = () => done(0)
    request.send(file)
  })
  return status >= 200 && status < 300 ? { id: target.id } : { problem: `PUT ${status}` }
}
