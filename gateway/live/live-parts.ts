import type { Composition } from '../../schema/index.ts'
import type { Once } from '../idempotency/once.ts'
import type { Admission } from '../limits/admission.ts'
import type { OperationSetting } from '../operation-context.ts'
import type { PanelDocuments } from '../panel-documents.ts'
import type { Principals } from '../principals.ts'
import type { Telemetry } from '../telemetry/telemetry.ts'
import type { LiveFeed } from './live-feed.ts'
import type { LiveLimits } from './live-limits.ts'

/** What sockets share. */
export interface LiveParts {
  readonly setting: OperationSetting
  readonly composition: Composition
  readonly principals: Principals
  readonly feed: LiveFeed
  readonly limits: LiveLimits
  readonly telemetry: Telemetry
  readonly once: Once
  /** What sessions of the panel may ask; null: anything. */
  readonly panelDocuments: PanelDocuments | null
  readonly admission: Admission
}
