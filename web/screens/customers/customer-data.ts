import { createMemo } from 'solid-js'
import { now } from '../../clock.ts'
import { type CustomerDetail, customerQuery } from '../../data/customers.graphql.ts'
import { createQuery } from '../../data/query.ts'

/** One customer with everything the core knows. */
export function createCustomer(id: () => string) {
  const asOf = new Date(Math.floor(now().getTime() / 60_000) * 60_000).toISOString()
  const query = createQuery(customerQuery, () => ({ id: id(), now: asOf }), {
    watch: ['Customer', 'Appointment', 'CustomerNote', 'Consent', 'RevenueEvent'],
  })
  return { query, customer: createMemo(() => query.data()?.customer ?? undefined) }
}

/** What the facts line shows; null for what a switched-off module keeps to itself. Money counts the newest hundred entries; the label says so when there are more. */
export function factsOf(customer: CustomerDetail) {
  const { revenueEvents: money } = customer
  const done = customer.appointments?.nodes.find(
    (one) => one.status === 'DONE' || one.status === 'IN_SERVICE',
  )
  return {
    money: money && {
      paidMinor: money.nodes.reduce(
        (sum, one) => sum + Number(one.grossMinor) - Number(one.discountMinor),
        0,
      ),
      currency: money.nodes[0]?.currency,
      isComplete: money.totalCount <= money.nodes.length,
    },
    visits: customer.visits && {
      count: customer.visits.totalCount,
      noShows: customer.noShows?.totalCount ?? 0,
      last: done,
      next: customer.next?.nodes[0],
    },
  }
}

/** Whole years on a day, from a birthday. */
export function ageOn(birthday: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthday.slice(0, 4))
  return day.slice(5) < birthday.slice(5) ? years - 1 : years
}
