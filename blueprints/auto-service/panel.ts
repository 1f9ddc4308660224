import { standardNavigation } from '../../modules/panel/index.ts'
import type { PanelDeclaration } from '../../schema/index.ts'
import { jobs } from './screens/jobs.ts'
import { owner } from './screens/owner.ts'
import { today } from './screens/today.ts'
import { vehicles } from './screens/vehicles.ts'
import { words } from './words.ts'

/** A workshop turns around cars: they have screens of their own, and every list leads with the plate. */
export const panel: PanelDeclaration = {
  accent: 'steel',
  navigation: [
    { ...standardNavigation.today, label: today.title },
    standardNavigation.calendar,
    { key: 'vehicles', label: words.vehicle.many, icon: 'car', path: '/vehicles', record: 'Vehicle' },
    { key: 'jobs', label: words.jobCard.many, icon: 'wrench', path: '/jobs', record: 'VehicleJobCard' },
    standardNavigation.customers(words.customer),
    standardNavigation.tasks,
    standardNavigation.import,
  ],
  screens: [today, owner, vehicles, jobs],
  primaryAction: { label: { en: 'Appointment', tr: 'Randevu' }, icon: 'plus', kind: 'BOOK_APPOINTMENT' },
}
