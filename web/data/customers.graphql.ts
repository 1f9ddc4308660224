import type { AppointmentStatus } from '../components/appointment-status.ts'
import { document } from './document.ts'
import type { UserError } from './payload.ts'

/** A customer as a list shows one. */
export interface CustomerRow {
  id: string
  kind: 'PERSON' | 'COMPANY'
  name: string
  phone: string | null
  email: string | null
  tags: string[] | null
}

interface Page<Node> {
  nodes: Node[]
  totalCount?: number
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** A condition as the generated filter inputs take it. */
export type Filter = Record<string, unknown>

export const customersQuery = document<
  { customers: Page<CustomerRow> },
  {
    first: number
    after?: string | null
    filter?: Filter | null
    orderBy?: { field: string; direction: string }[]
  }
>(`query Customers($first: Int!, $after: String, $filter: CustomerFilter, $orderBy: [CustomerOrder!]) {
  customers(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    nodes { id kind name phone email tags }
    totalCount
    pageInfo { hasNextPage endCursor }
  }
}`)

export const customerSearchQuery = document<
  { customers: { nodes: CustomerRow[] } },
  { first: number; filter?: Filter | null; orderBy: { field: string; direction: string }[] }
>(`query CustomerSearch($first: Int!, $filter: CustomerFilter, $orderBy: [CustomerOrder!]) {
  customers(first: $first, filter: $filter, orderBy: $orderBy) {
    nodes { id kind name phone email tags }
  }
}`)

/** The people seen last: what a booking offers before anything is typed. */
export const recentCustomersQuery = document<
  { appointments: { nodes: { id: string; customer: CustomerRow | null }[] } },
  { before: string }
>(`query RecentCustomers($before: DateTime!) {
  appointments(first: 40, filter: { startsAt: { lte: $before } }, orderBy: [{ field: startsAt, direction: DESC }]) {
    nodes { id customer { id kind name phone email tags } }
  }
}`)

export interface CustomerAppointment {
  id: string
  version: number
  startsAt: string
  endsAt: string
  status: AppointmentStatus
  cancelReason: string | null
  priceMinor: string | null
  currency: string | null
  service: { id: string; name: string } | null
  staff: { id: string; name: string; color: string | null } | null
  resource: { id: string; name: string } | null
}

export interface ConsentRow {
  id: string
  channel: string
  purpose: string
  status: 'GRANTED' | 'REFUSED'
  source: string | null
  at: string
}

export interface NoteRow {
  id: string
  body: string
  createdAt: string
}

export interface MoneyRow {
  id: string
  kind: 'SALE' | 'REVERSAL'
  grossMinor: string
  discountMinor: string
  currency: string
  method: string | null
  occurredAt: string
  service: { id: string; name: string } | null
}

/** Everything the core knows about one customer; the sector's records come through the panel's own widgets. */
export interface CustomerDetail extends CustomerRow {
  version: number
  givenName: string | null
  familyName: string | null
  otherPhones: string[] | null
  otherEmails: string[] | null
  source: string | null
  birthday: string | null
  taxNumber: string | null
  externalRef: string | null
  registeredOn: string | null
  /** Lists of other modules are null while their module is switched off. */
  appointments: { totalCount: number; nodes: CustomerAppointment[] } | null
  next: { nodes: CustomerAppointment[] } | null
  visits: { totalCount: number } | null
  noShows: { totalCount: number } | null
  consents: { nodes: ConsentRow[] }
  notes: { nodes: NoteRow[] }
  revenueEvents: { totalCount: number; nodes: MoneyRow[] } | null
}

const appointmentFields = `id version startsAt endsAt status cancelReason priceMinor currency
      service { id name } staff { id name color } resource { id name }`

export const customerQuery = document<{ customer: CustomerDetail | null }, { id: string; now: string }>(
  `query Customer($id: ID!, $now: DateTime!) {
  customer(id: $id) {
    id version kind name givenName familyName phone otherPhones email otherEmails tags source birthday
    taxNumber externalRef registeredOn
    appointments(first: 30, orderBy: [{ field: startsAt, direction: DESC }]) {
      totalCount
      nodes { ${appointmentFields} }
    }
    next: appointments(
      first: 1
      filter: { startsAt: { gte: $now }, status: { in: [HELD, BOOKED, CONFIRMED] } }
      orderBy: [{ field: startsAt, direction: ASC }]
    ) { nodes { ${appointmentFields} } }
    visits: appointments(filter: { status: { eq: DONE } }) { totalCount }
    noShows: appointments(filter: { status: { eq: NO_SHOW } }) { totalCount }
    consents(first: 20) { nodes { id channel purpose status source at } }
    notes(first: 30) { nodes { id body createdAt } }
    revenueEvents(first: 100, orderBy: [{ field: occurredAt, direction: DESC }]) {
      totalCount
      nodes { id kind grossMinor discountMinor currency method occurredAt service { id name } }
    }
  }
}`,
)

export const createCustomerMutation = document<
  { createCustomer: { customer: CustomerRow | null; userErrors: UserError[] } },
  { input: Record<string, unknown> }
>(`mutation CreateCustomer($input: CreateCustomerInput!) {
  createCustomer(input: $input) {
    customer { id kind name phone email tags }
    userErrors { code field message }
  }
}`)

export const updateCustomerMutation = document<
  { updateCustomer: { customer: CustomerRow | null; userErrors: UserError[] } },
  { input: Record<string, unknown> }
>(`mutation UpdateCustomer($input: UpdateCustomerInput!) {
  updateCustomer(input: $input) {
    customer { id version kind name givenName familyName phone email tags birthday }
    userErrors { code field message }
  }
}`)

export const addNoteMutation = document<
  { createCustomerNote: { customerNote: { id: string; version: number } | null; userErrors: UserError[] } },
  { input: { customerId: string; body: string } }
>(`mutation AddNote($input: CreateCustomerNoteInput!) {
  createCustomerNote(input: $input) {
    customerNote { id version body createdAt }
    userErrors { code field message }
  }
}`)

export const dropNoteMutation = document<
  { archiveCustomerNote: { userErrors: UserError[] } },
  { input: { id: string; version: number } }
>(`mutation DropNote($input: ArchiveCustomerNoteInput!) {
  archiveCustomerNote(input: $input) { customerNote { id } userErrors { code field message } }
}`)
