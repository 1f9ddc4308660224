import type { Asked, QueryName } from '../queries.ts'
import { moment, type Words } from './words.ts'

const documents: Readonly<{ [name in QueryName]: string }> = {
  q1: `query Q1($tenant: UUID!, $id: UUID!) {
    customerByTenantIdAndRowId(tenantId: $tenant, rowId: $id) {
      rowId version kind name phone email tags source birthday createdAt
    }
  }`,
  q2: `query Q2($first: Int!, $appointments: Int!) {
    allCustomers(first: $first, orderBy: [NAME_IN_TURKISH_ASC], condition: { archivedAt: null }) {
      nodes {
        rowId name phone
        appointmentsByTenantIdAndCustomerId(
          first: $appointments, orderBy: [STARTS_AT_DESC], condition: { isArchived: false }
        ) {
          nodes { rowId startsAt endsAt status staffMemberByTenantIdAndStaffId { rowId name } }
        }
      }
    }
  }`,
  q3: `query Q3($from: Datetime!, $to: Datetime!) {
    allAppointments(
      first: 100, orderBy: [STARTS_AT_ASC], condition: { isArchived: false, startsFrom: $from, startsTo: $to }
    ) {
      nodes {
        rowId startsAt endsAt status
        customerByTenantIdAndCustomerId { rowId name phone }
        staffMemberByTenantIdAndStaffId { rowId name }
      }
    }
  }`,
  q4: `query Q4($from: Date!, $to: Date!) {
    benchRevenueByDay(fromDay: $from, toDay: $to) { nodes { day value } }
    benchNoShows(onDay: $to) { noShows kept }
  }`,
  q5: `mutation Q5($customer: UUID!, $service: UUID!, $staff: UUID!, $starts: Datetime!) {
    benchBookAppointment(input: { customer: $customer, service: $service, staff: $staff, starts: $starts }) {
      result { rowId version startsAt endsAt status }
    }
  }`,
}

function variables(asked: Asked, tenant: string): object {
  switch (asked.query) {
    case 'q1':
      return { tenant, id: asked.id }
    case 'q2':
      return { first: 50, appointments: 5 }
    case 'q3':
    case 'q4':
      return { from: asked.from, to: asked.to }
    case 'q5':
      return {
        customer: asked.customerId,
        service: asked.serviceId,
        staff: asked.staffId,
        starts: asked.startsAt,
      }
  }
}

export const postgraphileWords: Words = {
  path: '/graphql',
  body: (asked, tenant) =>
    JSON.stringify({ query: documents[asked.query], variables: variables(asked, tenant.id) }),
  booked: '"status":"BOOKED"',
  rows(query, data: any) {
    switch (query) {
      case 'q1': {
        const { rowId, createdAt, ...customer } = data.customerByTenantIdAndRowId
        return { id: rowId, ...customer, createdAt: moment(createdAt) }
      }
      case 'q2':
        return data.allCustomers.nodes.map(
          ({ rowId, name, phone, appointmentsByTenantIdAndCustomerId: { nodes } }: any) => ({
            id: rowId,
            name,
            phone,
            appointments: nodes.map(plain),
          }),
        )
      case 'q3':
        return data.allAppointments.nodes.map(plain)
      case 'q4': {
        const { noShows, kept } = data.benchNoShows
        return {
          revenue: data.benchRevenueByDay.nodes,
          noShows,
          kept,
        }
      }
      case 'q5': {
        const { startsAt, endsAt, status, version } = data.benchBookAppointment.result
        return { startsAt: moment(startsAt), endsAt: moment(endsAt), status, version }
      }
    }
  },
}

function plain({
  rowId,
  startsAt,
  endsAt,
  status,
  customerByTenantIdAndCustomerId: customer,
  staffMemberByTenantIdAndStaffId: staff,
}: any): object {
  return {
    id: rowId,
    startsAt: moment(startsAt),
    endsAt: moment(endsAt),
    status,
    ...(customer && { customer: { id: customer.rowId, name: customer.name, phone: customer.phone } }),
    staff: { id: staff.rowId, name: staff.name },
  }
}
