import type { Filter } from './customers.graphql.ts'
import { document } from './document.ts'
import type { UserError } from './payload.ts'

export type FileKind = 'CONTRACT' | 'OFFER' | 'INVOICE' | 'PHOTO' | 'OTHER'

export const fileKinds: readonly FileKind[] = ['PHOTO', 'CONTRACT', 'OFFER', 'INVOICE', 'OTHER']

/** A file that hangs on a record. Its addresses are good for some minutes. */
export interface AttachedFile {
  id: string
  version: number
  name: string
  kind: FileKind
  mediaType: string
  sizeBytes: number
  createdAt: string
  uploadedBy: { name: string } | null
  downloadUrl: string | null
  thumbnailUrl: string | null
}

/** The same in the list of all files, with what it hangs on. */
export interface ListedFile extends AttachedFile {
  recordType: string
  record: { __typename: string; id: string; name?: string | null } | null
}

const fileFields = `id version name kind mediaType sizeBytes createdAt uploadedBy { id name }
  downloadUrl(disposition: INLINE) thumbnailUrl`

export const recordFilesQuery = document<
  { files: { totalCount: number; nodes: AttachedFile[] } },
  { recordId: string }
>(`query RecordFiles($recordId: String!) {
  files(first: 100, filter: { recordId: { eq: $recordId }, state: { eq: READY } }) {
    totalCount nodes { ${fileFields} }
  }
}`)

export const allFilesQuery = document<
  {
    files: {
      totalCount: number
      nodes: ListedFile[]
      pageInfo: { hasNextPage: boolean; endCursor: string | null }
    }
  },
  { filter: Filter; first: number }
>(`query AllFiles($filter: StoredFileFilter, $first: Int) {
  files(first: $first, filter: $filter) {
    totalCount
    nodes { ${fileFields} recordType record { __typename id ... on Customer { name } } }
    pageInfo { hasNextPage endCursor }
  }
}`)

export const fileUseQuery = document<{ fileUse: { usedBytes: string; quotaBytes: string } }>(
  'query FileUse { fileUse { usedBytes quotaBytes } }',
)

export const createFileUploadMutation = document<
  {
    createFileUpload: {
      file: { id: string } | null
      upload: { url: string; method: string; headers: { name: string; value: string }[] } | null
      userErrors: UserError[]
    }
  },
  { input: { recordId: string; name: string; mediaType: string; sizeBytes: number; kind: FileKind } }
>(`mutation CreateFileUpload($input: CreateFileUploadInput!) {
  createFileUpload(input: $input) {
    file { id } upload { url method headers { name value } } userErrors { code field message }
  }
}`)

export const completeFileUploadMutation = document<
  { completeFileUpload: { file: { id: string; state: string } | null; userErrors: UserError[] } },
  { input: { id: string } }
>(`mutation CompleteFileUpload($input: FileInput!) {
  completeFileUpload(input: $input) { file { id state } userErrors { code field message } }
}`)

export const renameFileMutation = document<
  { renameFile: { file: { id: string; version: number } | null; userErrors: UserError[] } },
  { input: { id: string; version: number; name: string; kind: FileKind } }
>(`mutation RenameFile($input: RenameFileInput!) {
  renameFile(input: $input) { file { id version name kind } userErrors { code field message } }
}`)

export const archiveFileMutation = document<
  { archiveFile: { file: { id: string; version: number } | null; userErrors: UserError[] } },
  { input: { id: string; version: number } }
>(`mutation ArchiveFile($input: ArchiveFileInput!) {
  archiveFile(input: $input) { file { id version } userErrors { code field message } }
}`)

export const restoreFileMutation = document<
  { restoreFile: { file: { id: string } | null; userErrors: UserError[] } },
  { input: { id: string; version: number } }
>(`mutation RestoreFile($input: RestoreFileInput!) {
  restoreFile(input: $input) { file { id } userErrors { code field message } }
}`)
