import type { Translated } from '../i18n/format.ts'
import { document } from './document.ts'

/** What waits for somebody: how many there are and where it is dealt with. */
export interface Alert {
  key: string
  title: Translated
  count: number
  path: string
}

export const alertsQuery = document<{ commandCenter: { alerts: Alert[] | null } }, Record<string, never>>(
  `query Alerts { commandCenter { alerts { key title { en tr } count path } } }`,
)
