import { onCleanup } from 'solid-js'

/** Addresses of files live for five minutes at least. */
const renewMs = 4 * 60_000

/** Asks again before the addresses on the screen are over, and when somebody comes back to it. */
export function createRenewal(refetch: () => void): void {
  let asked = Date.now()
  const renew = () => {
    asked = Date.now()
    refetch()
  }
  const timer = setInterval(renew, renewMs)
  const onShown = () => document.visibilityState === 'visible' && Date.now() - asked > renewMs && renew()
  document.addEventListener('visibilitychange', onShown)
  onCleanup(() => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', onShown)
  })
}
