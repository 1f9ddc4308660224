import { createSignal, For, Show } from 'solid-js'
import { Button } from '../../../components/button.tsx'
import { Chip } from '../../../components/chip.tsx'
import { SelectField, TextField } from '../../../components/field.tsx'
import { Answered } from '../../../components/states.tsx'
import { createQuery } from '../../../data/query.ts'
import { createTaxRateMutation, type TaxClass, taxTableQuery } from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { useSession } from '../../../session.tsx'
import { createSaver } from '../saver.ts'
import { taxesWords } from './words.ts'

/** The tax rates of today, all before and those to come; owners add their own. */
export function TaxesTab() {
  const { f } = useI18n()
  const say = useWords(taxesWords)
  const { viewer } = useSession()
  const table = createQuery(taxTableQuery, () => ({}), { watch: ['TaxRate'] })
  return (
    <Answered query={table}>
      {(data) => (
        <div class="settings-columns">
          <div class="stack">
            <section class="card" aria-label={say('today')}>
              <div class="card-head">
                <h2>{say('today')}</h2>
              </div>
              <div class="rate-row">
                <For each={data.taxTable.rates}>
                  {(rate) => (
                    <div class="rate">
                      <b>{f.percent(rate.rateBasisPoints / 100, 2)}</b>
                      <span>{say(rate.taxClass)}</span>
                      <span class="meta text-3">{say('since', { day: f.day(rate.validFrom) })}</span>
                    </div>
                  )}
                </For>
              </div>
            </section>
            <Show when={viewer.role === 'OWNER'}>
              <AddRate today={data.taxTable.day} onAdded={() => table.refetch()} />
            </Show>
          </div>
          <section class="card" aria-label={say('history')}>
            <div class="card-head">
              <h2>{say('history')}</h2>
            </div>
            <For each={data.taxTable.history}>
              {(rate) => (
                <div class="list-row">
                  <span class="row-text">
                    <b>
                      {f.percent(rate.rateBasisPoints / 100, 2)} · {say(rate.taxClass)}
                    </b>
                    <span>{say('from', { day: f.day(rate.validFrom) })}</span>
                  </span>
                  <Show when={rate.validFrom > data.taxTable.day}>
                    <Chip look="info" icon="clock">
                      {say('coming')}
                    </Chip>
                  </Show>
                  <Chip look="line">{say(rate.source)}</Chip>
                </div>
              )}
            </For>
          </section>
        </div>
      )}
    </Answered>
  )
}

const classes: readonly TaxClass[] = ['STANDARD', 'REDUCED', 'LOW']

function AddRate(props: { today: string; onAdded: () => void }) {
  const say = useWords(taxesWords)
  const saver = createSaver('createTaxRate', createTaxRateMutation)
  const [taxClass, setTaxClass] = createSignal<TaxClass>('STANDARD')
  const [rate, setRate] = createSignal('')
  const [from, setFrom] = createSignal(props.today)
  const submit = async (event: Event) => {
    event.preventDefault()
    const rateBasisPoints = Math.round(Number(rate().replace(',', '.')) * 100)
    if (!Number.isFinite(rateBasisPoints)) return
    if (await saver.save({ taxClass: taxClass(), rateBasisPoints, validFrom: from() })) {
      setRate('')
      props.onAdded()
    }
  }
  return (
    <form class="card form-card" aria-label={say('add')} onSubmit={submit}>
      <h2>{say('add')}</h2>
      <p class="small text-2">{say('addHint')}</p>
      <SelectField
        label={say('taxClass')}
        value={taxClass()}
        onChange={(event) => setTaxClass(event.currentTarget.value as TaxClass)}
      >
        <For each={classes}>{(one) => <option value={one}>{say(one)}</option>}</For>
      </SelectField>
      <div class="field-grid">
        <TextField
          label={say('rate')}
          inputmode="decimal"
          pattern="[0-9]{1,3}([.,][0-9]{1,2})?"
          required
          value={rate()}
          error={saver.errorOf('rateBasisPoints')}
          onInput={(event) => setRate(event.currentTarget.value)}
        />
        <TextField
          label={say('validFrom')}
          type="date"
          required
          min={props.today}
          value={from()}
          error={saver.errorOf('validFrom')}
          onInput={(event) => setFrom(event.currentTarget.value)}
        />
      </div>
      <div class="form-foot">
        <Button type="submit" icon="plus" disabled={saver.busy()}>
          {say('add')}
        </Button>
      </div>
    </form>
  )
}
