import { CallsCard } from './calls-card.tsx'
import { JobsCard } from './jobs-card.tsx'

/** What runs behind the panel, and what went wrong in it. */
export function SystemTab() {
  return (
    <div class="stack">
      <JobsCard />
      <CallsCard />
    </div>
  )
}
