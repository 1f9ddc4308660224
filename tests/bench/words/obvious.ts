import type { Asked, QueryName } from '../queries.ts'
import { withMoments } from './limit.ts'
import { moment, type Words } from './words.ts'

const documents: Readonly<{ [name in QueryName]: string }> = {
  q1: `query Q1($id: ID!) {
    customer(id: $id) { id version kind name phone email tags source birthday createdAt }
  }`,
  q2: `query Q2($first: Int!, $last: Int!) {
    customers(first: $first) {
      id name phone
      appointments(last: $last) { id startsAt endsAt status staff { id name } }
    }
  }`,
  q3: `query Q3($from: DateTimeISO!, $to: DateTimeISO!) {
    appointments(from: $from, to: $to) {
      id startsAt endsAt status customer { id name phone } staff { id name }
    }
  }`,
  q4: `query Q4($from: String!, $to: String!) {
    revenueByDay(from: $from, to: $to) { day value }
    showRate(day: $to) { noShows kept }
  }`,
  q5: `mutation Q5($customerId: ID!, $serviceId: ID!, $staffId: ID!, $startsAt: DateTimeISO!) {
    bookAppointment(customerId: $customerId, serviceId: $serviceId, staffId: $staffId, startsAt: $startsAt) {
      id version startsAt endsAt status
    }
  }`,
}

function variables(asked: Asked): object {
  const { query, ...values } = asked
  return query === 'q2' ? { first: 50, last: 5 } : values
}

export const obviousWords: Words = {
  path: '/',
  body: (asked) => JSON.stringify({ query: documents[asked.query], variables: variables(asked) }),
  booked: '"status":"BOOKED"',
  rows(query, data: any) {
    switch (query) {
      case 'q1':
        return { ...data.customer, createdAt: moment(data.customer.createdAt) }
      case 'q2':
        return data.customers.map((customer: any) => ({
          ...customer,
          appointments: customer.appointments.map(withMoments),
        }))
      case 'q3':
        return data.appointments.map(withMoments)
      case 'q4':
        return { revenue: data.revenueByDay, noShows: data.showRate.noShows, kept: data.showRate.kept }
      case 'q5': {
        const { startsAt, endsAt, status, version } = data.bookAppointment
        return { startsAt: moment(startsAt), endsAt: moment(endsAt), status, version }
      }
    }
  },
}
