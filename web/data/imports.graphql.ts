import type { Translated } from '../i18n/format.ts'
import type { Filter } from './customers.graphql.ts'
import { document, documentPerVerb } from './document.ts'
import type { UserError } from './payload.ts'

/** A kind of file this business can import, and what its columns may be read as. */
export interface ImportKind {
  key: string
  title: Translated
  fields: { name: string; label: Translated; required: boolean }[]
}

/** What is wrong with a row or worth knowing: `refused` the row, `dropped` only the value, `noted` nothing. */
export interface ImportRemark {
  code: string
  message: Translated
  effect: 'refused' | 'dropped' | 'noted'
  field: string | null
  column: number | null
  given: string | null
  suggestion: string | null
}

export type Encoding = 'UTF_8' | 'WINDOWS_1254' | 'UTF_16LE'
export type Delimiter = 'SEMICOLON' | 'COMMA' | 'TAB'

/** How a file was understood, before anything is written: every part of it can be corrected and asked again. */
export interface ImportPreview {
  encoding: Encoding
  /** Bytes the encoding cannot decode; above 0 another one should be tried. */
  damagedBytes: number
  delimiter: Delimiter
  kind: string | null
  columns: { column: number; heading: string; field: string | null }[]
  /** Fields that no column fills and without which nothing can be imported. */
  missing: string[]
  rows: { line: number; cells: string[]; refused: boolean; remarks: ImportRemark[] }[]
  totalRows: number
  checkedRows: number
  refusedRows: number
  droppedRows: number
}

export type LineOutcome = 'CREATED' | 'MERGED' | 'SKIPPED' | 'CONFLICT' | 'REFUSED'

export interface ImportLine {
  id: string
  line: number
  outcome: LineOutcome
  remarks: ImportRemark[] | null
  cells: string[] | null
  undone: 'REMOVED' | 'RESTORED' | 'KEPT' | null
}

export interface ImportRun {
  id: string
  version: number
  fileName: string
  kind: string
  status: 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'UNDOING' | 'UNDONE'
  totalLines: number
  doneLines: number
  created: number
  merged: number
  skipped: number
  conflicts: number
  refused: number
  undone: number
  kept: number
  startedAt: string
  finishedAt: string | null
  error: Translated | null
}

const runFields = `id version fileName kind status totalLines doneLines
    created merged skipped conflicts refused undone kept startedAt finishedAt error { en tr }`

export const importKindsQuery = document<{ importKinds: ImportKind[] }, Record<string, never>>(
  `query ImportKinds { importKinds { key title { en tr } fields { name label { en tr } required } } }`,
)

export const createUploadMutation = document<
  {
    createUpload: { upload: { id: string; url: string; expiresAt: string } | null; userErrors: UserError[] }
  },
  { input: { fileName: string; sizeBytes: number } }
>(`mutation CreateUpload($input: CreateUploadInput!) {
  createUpload(input: $input) { upload { id url expiresAt } userErrors { code field message } }
}`)

export interface PreviewInput {
  uploadId: string
  kind?: string
  encoding?: Encoding
  delimiter?: Delimiter
  /** Columns to be read otherwise than detected, counted from 0. */
  mapping?: { column: number; field: string | null }[]
}

export const previewImportMutation = document<
  { previewImport: { preview: ImportPreview | null; userErrors: UserError[] } },
  { input: PreviewInput }
>(`mutation PreviewImport($input: PreviewImportInput!) {
  previewImport(input: $input) {
    preview {
      encoding damagedBytes delimiter kind
      columns { column heading field }
      missing
      rows { line cells refused remarks { code message { en tr } effect field column given suggestion } }
      totalRows checkedRows refusedRows droppedRows
    }
    userErrors { code field message }
  }
}`)

export const startImportMutation = document<
  { startImport: { importRun: ImportRun | null; userErrors: UserError[] } },
  { input: PreviewInput & { createMissing: boolean } }
>(`mutation StartImport($input: StartImportInput!) {
  startImport(input: $input) { importRun { ${runFields} } userErrors { code field message } }
}`)

const runVerbs = ['cancelImport', 'resumeImport', 'undoImport'] as const

export type RunVerb = (typeof runVerbs)[number]

/** Stopping, going on with, and taking back a run: one document each, all of the same shape. */
export const runMutations = documentPerVerb(runVerbs, (verb) =>
  document<
    Record<RunVerb, { importRun: ImportRun | null; userErrors: UserError[] }>,
    { input: { id: string } }
  >(`mutation RunVerb($input: ImportRunInput!) {
  ${verb}(input: $input) { importRun { ${runFields} } userErrors { code field message } }
}`),
)

export const importRunsQuery = document<{ importRuns: { nodes: ImportRun[] } }, Record<string, never>>(
  `query ImportRuns { importRuns(first: 30) { nodes { ${runFields} } } }`,
)

export const importRunQuery = document<{ importRun: ImportRun | null }, { id: string }>(
  `query ImportRun($id: ID!) { importRun(id: $id) { ${runFields} } }`,
)

export const importLinesQuery = document<
  {
    importRun: {
      id: string
      lines: {
        nodes: ImportLine[]
        totalCount: number
        pageInfo: { hasNextPage: boolean; endCursor: string | null }
      }
    } | null
  },
  { id: string; filter?: Filter | null; after?: string | null }
>(`query ImportLines($id: ID!, $filter: ImportLineFilter, $after: String) {
  importRun(id: $id) {
    id
    lines(first: 100, after: $after, filter: $filter, orderBy: [{ field: line, direction: ASC }]) {
      nodes { id line outcome remarks cells undone }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
}`)

export const importProgress = document<{ importProgress: ImportRun }, { id: string }>(
  `subscription ImportProgress($id: ID!) { importProgress(id: $id) { ${runFields} } }`,
)
