import type { ServiceDeclaration } from '../../schema/index.ts'

/** Two lengths to begin with; the business names and prices its own. */
export const services: readonly ServiceDeclaration[] = [
  {
    name: { en: 'Appointment, 30 minutes', tr: 'Randevu, 30 dakika' },
    category: { en: 'General', tr: 'Genel' },
    durationMinutes: 30,
    priceMinor: '0',
    resourceTypes: [],
  },
  {
    name: { en: 'Appointment, 60 minutes', tr: 'Randevu, 60 dakika' },
    category: { en: 'General', tr: 'Genel' },
    durationMinutes: 60,
    priceMinor: '0',
    resourceTypes: [],
  },
]
