import { createSignal, For, Show } from 'solid-js'
import { SelectField } from '../../../components/field.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { branchesQuery, openingHoursQuery } from '../../../data/settings.graphql.ts'
import { useWords } from '../../../i18n/i18n.tsx'
import { ClosedDays } from './closed-days.tsx'
import { WeekForm } from './week-form.tsx'
import { hoursWords } from './words.ts'

/** When the business is open: the week of each branch, and the days on which it is not. */
export function HoursTab() {
  const say = useWords(hoursWords)
  const branches = createQuery(branchesQuery, () => ({}))
  const [chosen, setChosen] = createSignal<string>()
  const branch = () => chosen() ?? branches.data()?.branches.nodes[0]?.id
  const hours = createQuery(openingHoursQuery, () => {
    const branchId = branch()
    return branchId ? { branchId } : undefined
  })
  return (
    <div class="settings-columns">
      <section class="card form-card" aria-label={say('week')}>
        <h2>{say('week')}</h2>
        <Show when={(branches.data()?.branches.nodes.length ?? 0) > 1}>
          <SelectField
            label={say('branch')}
            value={branch()}
            onChange={(event) => setChosen(event.currentTarget.value)}
          >
            <For each={branches.data()?.branches.nodes}>
              {(one) => <option value={one.id}>{one.name}</option>}
            </For>
          </SelectField>
        </Show>
        <Answered query={hours} rows={7}>
          {(data) => (
            <Show when={branch()} keyed>
              {(branchId) => <WeekForm branchId={branchId} days={data.openingHours} />}
            </Show>
          )}
        </Answered>
      </section>
      <ClosedDays />
    </div>
  )
}
