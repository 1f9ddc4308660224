import type { BookedCustomer } from './customer-picker.tsx'

/** A booking left half way. Tapping outside must not cost what was chosen, nor may a reload. */
interface BookingDraft {
  customer?: BookedCustomer
  serviceId?: string
  note?: string
}

const storageKey = 'lonca.booking-draft'

export function keepDraft(draft: BookingDraft) {
  if (!draft.customer && !draft.note) return forgetDraft()
  try {
    sessionStorage.setItem(storageKey, JSON.stringify(draft))
  } catch {
    // Refused storage costs the draft, nothing else.
  }
}

export function recallDraft(): BookingDraft | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

export function forgetDraft() {
  try {
    sessionStorage.removeItem(storageKey)
  } catch {
    // As above.
  }
}
