import type { ChipLook } from '../../../web/kit.ts'
import type { Treatment } from './treatments.ts'

/** How the state of a treatment reads as a chip. */
export function treatmentLook(item: Treatment): { look?: ChipLook; icon?: string } {
  if (item.status === 'IN_PROGRESS') return { look: 'info', icon: 'play' }
  if (item.status === 'DONE') return { look: 'good', icon: 'check' }
  if (item.status === 'PLANNED') return { look: 'brand', icon: 'clock' }
  return { look: 'line' }
}

/** `2 / 3 seans`, or nothing for what takes one session. */
export function sessionsText(item: Treatment, locale: 'tr' | 'en'): string {
  if (item.sessions < 2) return ''
  return `${item.sessionsDone} / ${item.sessions} ${locale === 'tr' ? 'seans' : 'sessions'}`
}
