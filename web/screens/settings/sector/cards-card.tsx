import { createSignal, For, Show } from 'solid-js'
import { IconButton } from '../../../components/button.tsx'
import { SelectField } from '../../../components/field.tsx'
import { Answered } from '../../../components/states.tsx'
import { toast } from '../../../components/toast.tsx'
import { mutate } from '../../../data/client.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { cardsMutation, cardsQuery, type Figure } from './sector.graphql.ts'
import { told } from './told.ts'
import { sectorWords } from './words.ts'

const mostCards = 8

/** Which key figures the first screen shows, and in which order; each change counts at once. */
export function CardsCard() {
  const say = useWords(sectorWords)
  const { f } = useI18n()
  const isOwner = useSession().viewer.role === 'OWNER'
  const query = createQuery(cardsQuery, () => ({}), { watch: ['TenantBlueprint', 'TenantBlueprintOverride'] })
  const [busy, setBusy] = createSignal(false)
  // What was chosen last counts before the answer that shows it.
  const [chosen, setChosen] = createSignal<readonly string[]>()
  const save = async (cards: readonly string[]) => {
    setBusy(true)
    const input = { kind: 'KPI' as const, target: 'cards' as const, cards: [...cards] }
    if (await told(mutate(cardsMutation, { input }))) {
      setChosen(cards)
      toast(say('saved'))
    }
    setBusy(false)
    query.refetch()
  }
  const swapped = (ids: readonly string[], at: number, by: number) => {
    const moved = [...ids]
    const [one] = moved.splice(at, 1)
    if (one) moved.splice(at + by, 0, one)
    return moved
  }
  return (
    <Show when={isOwner}>
      <section class="card" aria-label={say('cards')}>
        <div class="card-head">
          <h2>{say('cards')}</h2>
        </div>
        <p class="meta card-hint">{say('cardsHint')}</p>
        <Answered query={query}>
          {(data) => {
            const ids = () => chosen() ?? (data.commandCenter.kpis ?? []).map(({ id }) => id)
            const shown = () => ids().flatMap((id) => data.kpis.find((one) => one.id === id) ?? [])
            const rest = () => data.kpis.filter(({ id }) => !ids().includes(id))
            const Line = (props: { figure: Figure; at: number }) => (
              <div class="list-row">
                <span class="row-text">
                  <b>{f.text(props.figure.title)}</b>
                </span>
                <span class="row-actions">
                  <IconButton
                    icon="up"
                    label={say('up', { name: f.text(props.figure.title) })}
                    disabled={busy() || props.at === 0}
                    onClick={() => void save(swapped(ids(), props.at, -1))}
                  />
                  <IconButton
                    icon="down"
                    label={say('down', { name: f.text(props.figure.title) })}
                    disabled={busy() || props.at === shown().length - 1}
                    onClick={() => void save(swapped(ids(), props.at, 1))}
                  />
                  <IconButton
                    icon="close"
                    label={say('takeOff', { name: f.text(props.figure.title) })}
                    disabled={busy() || shown().length === 1}
                    onClick={() => void save(ids().filter((id) => id !== props.figure.id))}
                  />
                </span>
              </div>
            )
            return (
              <>
                <For each={shown()}>{(figure, at) => <Line figure={figure} at={at()} />}</For>
                <Show when={rest().length > 0 && shown().length < mostCards}>
                  <div class="card-tools">
                    <SelectField
                      label={say('addCard')}
                      value=""
                      disabled={busy()}
                      onChange={(event) => void save([...ids(), event.currentTarget.value])}
                    >
                      <option value="">{say('choose')}</option>
                      <For each={rest()}>{(one) => <option value={one.id}>{f.text(one.title)}</option>}</For>
                    </SelectField>
                  </div>
                </Show>
              </>
            )
          }}
        </Answered>
      </section>
    </Show>
  )
}
