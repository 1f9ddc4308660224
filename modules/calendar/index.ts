/**
 * Owns time: staff and resources with their hours, days off of the whole business, and appointments from booking to done. Busy time is kept in
 * `occupancies`, where the database itself refuses a double booking. Those who write appointments in bulk call
 * `takeTimeInBulk` afterwards.
 */
import { defineModule } from '../../schema/index.ts'
import { AppointmentResolver } from './appointment.resolver.ts'
import { Appointment, type AppointmentStatus } from './appointment.ts'
import { CalendarResolver } from './calendar.resolver.ts'
import { ClosedDay } from './closed-day.ts'
import { departmentsInStep } from './departments-in-step.ts'
import { calendarEvents } from './events.ts'
import { expireHolds } from './jobs.ts'
import { KnownOffers, knownOffersKey } from './known-offers.ts'
import { dayBounds, localDayOf } from './local-day.ts'
import { calendarNotifications } from './notifications.ts'
import { OpeningResolver } from './opening.resolver.ts'
import { calendarRefusals } from './refusals.ts'
import { Resource } from './resource.ts'
import { calendarSearches } from './searches.ts'
import { StaffMember } from './staff-member.ts'
import { StaffQualification } from './staff-qualification.ts'
import { mostTakenAtOnce, removeTimeInBulk, takeTimeInBulk } from './take-time-in-bulk.ts'
import { ViewerStaffResolver } from './viewer-staff.resolver.ts'
import { WorkingHours } from './working-hours.ts'

export {
  Appointment,
  type AppointmentStatus,
  ClosedDay,
  dayBounds,
  KnownOffers,
  knownOffersKey,
  localDayOf,
  mostTakenAtOnce,
  Resource,
  removeTimeInBulk,
  StaffMember,
  StaffQualification,
  takeTimeInBulk,
  WorkingHours,
}

export const calendar = defineModule({
  key: 'calendar',
  title: { en: 'Calendar', tr: 'Takvim' },
  records: [StaffMember, Resource, WorkingHours, ClosedDay, StaffQualification, Appointment],
  resolvers: [ViewerStaffResolver, AppointmentResolver, CalendarResolver, OpeningResolver],
  observers: departmentsInStep,
  refusals: calendarRefusals,
  events: calendarEvents,
  notifications: calendarNotifications,
  searches: calendarSearches,
  jobs: [expireHolds],
  schedules: [{ job: expireHolds, every: 'hour' }],
})
