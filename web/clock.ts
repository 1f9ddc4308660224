import { createRoot, createSignal } from 'solid-js'

/** The present, renewed at each half minute: now-lines, `in 10 min`, and what counts as past hang on it. */
export const now = createRoot(() => {
  const [moment, setMoment] = createSignal(new Date())
  setInterval(() => setMoment(new Date()), 30_000)
  return moment
})
