import { type Accessor, createEffect, createMemo, createSignal, mapArray, on } from 'solid-js'
import { type CustomerRow, customersQuery, type Filter } from './customers.graphql.ts'
import { createQuery } from './query.ts'

const pageSize = 100

/** Customers in name order, a page at a time as one scrolls; every page loaded stays live. */
export function createCustomerPages(filter: Accessor<Filter | null>) {
  const [cursors, setCursors] = createSignal<(string | null)[]>([null])
  createEffect(on(filter, () => setCursors([null]), { defer: true }))
  const pages = createMemo(
    mapArray(cursors, (after) =>
      createQuery(
        customersQuery,
        () => ({ first: pageSize, after, filter: filter(), orderBy: [{ field: 'name', direction: 'ASC' }] }),
        { watch: ['Customer'], keepPrevious: after === null },
      ),
    ),
  )
  const first = () => pages()[0]
  return {
    rows: createMemo<CustomerRow[]>(() => pages().flatMap((page) => page.data()?.customers.nodes ?? [])),
    total: () => first()?.data()?.customers.totalCount,
    error: () => first()?.error(),
    waiting: () => first()?.waiting() ?? true,
    refetch: () => {
      for (const page of pages()) page.refetch()
    },
    more() {
      const last = pages().at(-1)?.data()?.customers.pageInfo
      if (last?.hasNextPage && last.endCursor && !cursors().includes(last.endCursor))
        setCursors((all) => [...all, last.endCursor])
    },
  }
}
