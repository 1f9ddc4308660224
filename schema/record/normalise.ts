import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** E.164, read as a Turkish number when it has no country code; null when it cannot be dialled. */
export function normalisePhone(entered: string): string | null {
  const compact = entered.trim().replace(/^00/, '+')
  // Exports write the country code without a plus: 905321112233.
  const readable = /^90\d{10}$/.test(compact) ? `+${compact}` : compact
  const parsed = parsePhoneNumberFromString(readable, 'TR')
  return parsed?.isPossible() ? parsed.number : null
}

/** Lower case; null when it does not look like an address. */
export function normaliseEmail(entered: string): string | null {
  const address = entered.trim().toLowerCase()
  return /^[^\s@,;<>"]+@[^\s@.,;<>"]+(\.[^\s@.,;<>"]+)+$/.test(address) && address.length <= 254
    ? address
    : null
}
