import type { RequestContext } from '../../schema/index.ts'
import type { Uploads } from './uploads.ts'

/** One run, or its undoing, while this process carries it out. */
export interface Job {
  readonly context: RequestContext
  /** UUID of the ImportRun. */
  readonly runId: string
  readonly uploads: Uploads
  readonly told: (progress: { readonly doneLines: number; readonly totalLines: number }) => void
  readonly isStopping: () => boolean
}
