/** What the demo adds to the examples of a sector: records that belong to the demo's own day. */
import type { Work } from '../../../schema/index.ts'
import type { DemoTenant } from '../presets.ts'
import { dentalRecords } from './dental.ts'
import { garageRecords } from './garage.ts'
import { salonRecords } from './salon.ts'

/** By the business; each attaches records to customers, vehicles and appointments that the exports brought. */
export const sectorRecords: Readonly<Record<DemoTenant['key'], (work: Work) => Promise<void>>> = {
  salon: salonRecords,
  dental: dentalRecords,
  garage: garageRecords,
}
