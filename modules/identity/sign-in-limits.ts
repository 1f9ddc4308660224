import type { AttemptLimit } from './attempts.ts'

const quarterOfAnHour = 15 * 60
const hour = 60 * 60

/**
 * Ten wrong passwords per account and address, twenty per account from wherever, a hundred per address. A device that
 * has signed in to the account before has ten of its own: whoever guesses from elsewhere cannot lock its owner out.
 */
export function signInLimits(account: string, address: string, device: string | null): AttemptLimit[] {
  if (device) return [limit(`sign-in device ${account} ${device}`, 10, quarterOfAnHour, true)]
  return [
    limit(`sign-in ${account} ${address}`, 10, quarterOfAnHour, true),
    limit(`sign-in account ${account}`, 20, quarterOfAnHour),
    limit(`sign-in address ${address}`, 100, quarterOfAnHour),
  ]
}

/** Mails that strangers can have sent: few to one person, some more from one address, behind which may be a whole shop. */
export function resetLimits(account: string, address: string): AttemptLimit[] {
  return [limit(`reset ${account}`, 3, hour), limit(`reset address ${address}`, 30, hour)]
}

export function signUpLimits(account: string, address: string): AttemptLimit[] {
  return [limit(`sign-up ${account}`, 5, hour), limit(`sign-up address ${address}`, 30, hour)]
}

/** Links hold 256 random bits: this only keeps guessing from costing us anything. */
export function linkLimits(address: string): AttemptLimit[] {
  return [limit(`link address ${address}`, 100, quarterOfAnHour)]
}

function limit(key: string, most: number, seconds: number, clears = false): AttemptLimit {
  return { key, most, seconds, clears }
}
