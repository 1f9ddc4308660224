import { moment, type Words } from './words.ts'

/** No words of its own: it is asked in the plain form, and answers rows. */
export const limitWords: Words = {
  path: '/',
  body: (asked) => JSON.stringify(asked),
  booked: 'BOOKED',
  rows(query, data: any) {
    switch (query) {
      case 'q1':
        return { ...data, createdAt: moment(data.createdAt) }
      case 'q2':
        return data.map((customer: any) => ({
          ...customer,
          appointments: customer.appointments.map(withMoments),
        }))
      case 'q3':
        return data.map(withMoments)
      case 'q4':
        return {
          revenue: data.revenue.map(({ day, value }: any) => ({ day, value: String(value) })),
          noShows: String(data.noShows),
          kept: String(data.kept),
        }
      case 'q5': {
        const { startsAt, endsAt, status, version } = data
        return { startsAt: moment(startsAt), endsAt: moment(endsAt), status, version }
      }
    }
  },
}

export function withMoments<T extends { startsAt: string; endsAt: string }>(appointment: T): T {
  return { ...appointment, startsAt: moment(appointment.startsAt), endsAt: moment(appointment.endsAt) }
}
