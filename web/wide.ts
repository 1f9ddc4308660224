import { createRoot, createSignal } from 'solid-js'

/** True from 1024 px on, where the rail, the day grid and the drawer live. */
export const isWide = createRoot(() => {
  const query = matchMedia('(min-width: 1024px)')
  const [wide, setWide] = createSignal(query.matches)
  query.addEventListener('change', () => setWide(query.matches))
  return wide
})
