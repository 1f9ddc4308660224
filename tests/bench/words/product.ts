import { decodeId } from '../../../schema/ids.ts'
import { type Asked, type QueryName, typed } from '../queries.ts'
import { moment, type Words } from './words.ts'

const customers = (ofAppointments: string) => `query Q2($first: Int!, $appointments: Int!) {
    customers(first: $first) {
      nodes {
        id name phone
        appointments(first: $appointments, orderBy: [{ field: startsAt, direction: DESC }]) {
          nodes { ${ofAppointments} staff { id name } }
        }
      }
    }
  }`

const customersWithCode = customers('id startsAt endsAt status stale')

const documents: Readonly<{ [name in QueryName]: string }> = {
  q1: `query Q1($id: ID!) {
    customer(id: $id) { id version kind name phone email tags source birthday createdAt }
  }`,
  q2: customers('id startsAt endsAt status'),
  q3: `query Q3($from: DateTime!, $to: DateTime!) {
    appointments(first: 100, filter: { startsAt: { gte: $from, lte: $to } }) {
      nodes { id startsAt endsAt status customer { id name phone } staff { id name } }
    }
  }`,
  q4: `query Q4($from: LocalDate!, $to: LocalDate!) {
    kpiSeries(id: "revenue_today", from: $from, to: $to) { day value }
    kpis(ids: ["no_show_rate_pct"], day: $to) { value numerator denominator }
  }`,
  q5: `mutation Q5($input: BookAppointmentInput!) {
    bookAppointment(input: $input) { appointment { id version startsAt endsAt status } userErrors { code } }
  }`,
}

function documentOf(asked: Asked): string {
  return asked.query === 'q2' && asked.withCode ? customersWithCode : documents[asked.query]
}

function variables(asked: Asked): object {
  switch (asked.query) {
    case 'q1':
      return { id: typed('cus', asked.id) }
    case 'q2':
      return { first: 50, appointments: 5 }
    case 'q3':
    case 'q4':
      return { from: asked.from, to: asked.to }
    case 'q5':
      return {
        input: {
          customerId: typed('cus', asked.customerId),
          serviceId: typed('svc', asked.serviceId),
          staffId: typed('stf', asked.staffId),
          startsAt: asked.startsAt,
        },
      }
  }
}

export const productWords: Words = {
  path: '/graphql',
  body: (asked) => JSON.stringify({ query: documentOf(asked), variables: variables(asked) }),
  booked: '"status":"BOOKED"',
  rows(query, data: any) {
    switch (query) {
      case 'q1':
        return { ...data.customer, id: uuid(data.customer.id), createdAt: moment(data.customer.createdAt) }
      case 'q2':
        return data.customers.nodes.map(({ id, name, phone, appointments }: any) => ({
          id: uuid(id),
          name,
          phone,
          appointments: appointments.nodes.map(plain),
        }))
      case 'q3':
        return data.appointments.nodes.map(plain)
      case 'q4': {
        const [{ numerator, denominator }] = data.kpis
        return {
          revenue: data.kpiSeries.map(({ day, value }: any) => ({ day, value: String(value) })),
          noShows: String(numerator),
          kept: String(BigInt(denominator) - BigInt(numerator)),
        }
      }
      case 'q5': {
        const { startsAt, endsAt, status, version } = data.bookAppointment.appointment
        return { startsAt: moment(startsAt), endsAt: moment(endsAt), status, version }
      }
    }
  },
}

function plain({ id, startsAt, endsAt, status, customer, staff }: any): object {
  return {
    id: uuid(id),
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
    status,
    ...(customer && { customer: { ...customer, id: uuid(customer.id) } }),
    staff: { id: uuid(staff.id), name: staff.name },
  }
}

function uuid(id: string): string {
  return decodeId(id)?.uuid ?? ''
}
