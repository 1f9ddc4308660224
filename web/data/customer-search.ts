import { createMemo, createSignal, onCleanup } from 'solid-js'
import { type CustomerRow, customerSearchQuery, type Filter } from './customers.graphql.ts'
import { createQuery } from './query.ts'

/** Words are looked for in names and e-mails, digits in phone numbers however they were typed. */
export function customerFilter(text: string): Filter | undefined {
  const words = text.trim()
  if (!words) return undefined
  const digits = words.replace(/\D/g, '').replace(/^(0090|90|0)(?=\d{3})/, '')
  const isNumber = digits.length >= 3 && /^[+\d\s().-]+$/.test(words)
  if (isNumber) return { phone: { contains: digits } }
  const perWord = words.split(/\s+/u).map((word) => ({ name: { contains: word } }))
  const byName = perWord.length > 1 ? { and: perWord } : perWord[0]
  return words.includes('@') ? { or: [byName, { email: { contains: words } }] } : byName
}

/** Search as you type: asks 120 ms after the last key, and keeps the old answer until the new one comes. */
export function createCustomerSearch(first: number) {
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal('')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const query = createQuery(
    customerSearchQuery,
    () => {
      const filter = customerFilter(asked())
      return filter && { first, filter, orderBy: [{ field: 'name', direction: 'ASC' }] }
    },
    { keepPrevious: true, watch: ['Customer'] },
  )
  return {
    text,
    setText(value: string) {
      setText(value)
      clearTimeout(timer)
      timer = setTimeout(() => setAsked(value), 120)
    },
    asked,
    waiting: query.waiting,
    customers: createMemo<CustomerRow[]>(() => (asked() ? (query.data()?.customers.nodes ?? []) : [])),
  }
}
