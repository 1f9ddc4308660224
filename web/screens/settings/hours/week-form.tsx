import { For, Show } from 'solid-js'
import { createStore, produce, unwrap } from 'solid-js/store'
import { Button, IconButton } from '../../../components/button.tsx'
import { Icon } from '../../../components/icon.tsx'
import { type OpeningDay, setOpeningHoursMutation } from '../../../data/settings.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { createSaver } from '../saver.ts'
import { hoursWords } from './words.ts'

/** A Monday; the week's names are read off it. */
const monday = '2026-11-23'

/** The seven days of a branch, each with as many stretches as it has. */
export function WeekForm(props: { branchId: string; days: readonly OpeningDay[] }) {
  const { t, f } = useI18n()
  const say = useWords(hoursWords)
  const saver = createSaver('setOpeningHours', setOpeningHoursMutation)
  const [days, setDays] = createStore<OpeningDay[]>(structuredClone(unwrap(props.days) as OpeningDay[]))
  const nameOf = (weekday: number) => {
    const date = new Date(`${monday}T12:00:00Z`)
    date.setUTCDate(date.getUTCDate() + weekday - 1)
    const name = f.day(date.toISOString().slice(0, 10), 'weekdayLong')
    return `${f.upper(name.slice(0, 1))}${name.slice(1)}`
  }
  const add = (index: number) =>
    setDays(
      index,
      'spans',
      produce((spans) => {
        const last = spans.at(-1)
        spans.push(
          last ? { opensAt: last.closesAt, closesAt: '19:00' } : { opensAt: '09:00', closesAt: '19:00' },
        )
      }),
    )
  const submit = (event: Event) => {
    event.preventDefault()
    void saver.save({
      branchId: props.branchId,
      days: days.map(({ weekday, spans }) => ({
        weekday,
        spans: spans.map(({ opensAt, closesAt }) => ({ opensAt, closesAt })),
      })),
    })
  }
  const copyMonday = () => {
    const spans = days[0]?.spans ?? []
    setDays({ from: 1, to: 4 }, 'spans', () => spans.map((span) => ({ ...span })))
  }
  return (
    <form class="stack" onSubmit={submit}>
      <ul class="week">
        <For each={days}>
          {(day, index) => (
            <li>
              <b>{nameOf(day.weekday)}</b>
              <div class="week-spans">
                <For each={day.spans} fallback={<span class="text-3">{say('closed')}</span>}>
                  {(span, place) => (
                    <div class="week-span">
                      <input
                        class="input"
                        type="time"
                        required
                        aria-label={say('opens', { day: nameOf(day.weekday) })}
                        value={span.opensAt.slice(0, 5)}
                        onChange={(event) =>
                          setDays(index(), 'spans', place(), 'opensAt', event.currentTarget.value)
                        }
                      />
                      <span aria-hidden="true">–</span>
                      <input
                        class="input"
                        type="time"
                        required
                        aria-label={say('closes', { day: nameOf(day.weekday) })}
                        value={span.closesAt.slice(0, 5)}
                        onChange={(event) =>
                          setDays(index(), 'spans', place(), 'closesAt', event.currentTarget.value)
                        }
                      />
                      <IconButton
                        icon="close"
                        label={say('removeSpan', { day: nameOf(day.weekday) })}
                        onClick={() =>
                          setDays(index(), 'spans', (spans) => spans.filter((_, at) => at !== place()))
                        }
                      />
                    </div>
                  )}
                </For>
              </div>
              <IconButton
                icon="plus"
                label={say('addSpan', { day: nameOf(day.weekday) })}
                onClick={() => add(index())}
              />
              <Show when={saver.errorOf(String(index()))}>
                {(message) => (
                  <p class="field-error" role="alert">
                    <Icon name="alert" />
                    {message()}
                  </p>
                )}
              </Show>
            </li>
          )}
        </For>
      </ul>
      <div class="form-foot">
        <Button look="ghost" onClick={copyMonday}>
          {say('copy')}
        </Button>
        <Button type="submit" look="primary" disabled={saver.busy()}>
          {saver.busy() ? t('saving') : t('save')}
        </Button>
      </div>
    </form>
  )
}
