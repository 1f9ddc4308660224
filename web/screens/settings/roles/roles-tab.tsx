import { MatrixCard } from './matrix-card.tsx'
import { SwitchesCard } from './switches-card.tsx'
import './roles.css'

/** What each role may see and do, and which modules are on. */
export function RolesTab() {
  return (
    <div class="roles-page">
      <MatrixCard />
      <SwitchesCard />
    </div>
  )
}
