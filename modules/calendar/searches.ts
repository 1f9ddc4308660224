import type { SearchDeclaration } from '../../schema/index.ts'
import { Appointment } from './appointment.ts'
import { StaffMember } from './staff-member.ts'

/** Appointments are found from yesterday's to those of two months ahead: further ones by their customer. */
export const calendarSearches: readonly SearchDeclaration[] = [
  {
    record: () => Appointment,
    keys: [
      { by: 'customer.name', as: 'words', folded: 'name_folded' },
      { by: 'startsAt', as: 'time' },
    ],
    title: 'customer.name',
    subtitle: ['startsAt', 'service.name', 'staff.name'],
    path: '/calendar?d={startsAt:day}&a={id}',
    among: (row, now) =>
      `${row}.starts_at > ${now} - interval '1 day' and ${row}.starts_at < ${now} + interval '60 days' and ${row}.status not in ('CANCELLED', 'NO_SHOW')`,
    recent: 'startsAt',
    soonestFirst: true,
  },
  {
    record: () => StaffMember,
    keys: [{ by: 'name', as: 'words' }],
    title: 'name',
    subtitle: ['department.name'],
    path: '/calendar',
  },
]
