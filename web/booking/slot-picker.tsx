import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../components/button.tsx'
import { TextField } from '../components/field.tsx'
import { Answered } from '../components/states.tsx'
import { slotsQuery } from '../data/calendar.graphql.ts'
import { dayTypes } from '../data/day.ts'
import { createQuery } from '../data/query.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { minuteOf, zoned } from '../i18n/zone.ts'
import { useSession } from '../session.tsx'

const shown = 12

/** Times of a day at which the service could be booked, with one person or anyone, and a field for any other. */
export function SlotPicker(props: {
  day: string
  serviceId: string
  /** Undefined: whoever is free. */
  staffId: string | undefined
  /** An appointment being moved: its own time counts as free. */
  movingId?: string
  value: number | undefined
  /** With the unit that the server would take for it; none for a time typed by hand. */
  onPick: (minute: number, unit?: { id: string; name: string } | null) => void
}) {
  const { t, f } = useI18n()
  const { viewer } = useSession()
  const [all, setAll] = createSignal(false)
  const query = createQuery(
    slotsQuery,
    () => ({
      serviceId: props.serviceId,
      day: props.day,
      staffId: props.staffId || null,
      movingId: props.movingId ?? null,
    }),
    { watch: dayTypes },
  )
  const free = createMemo(() => {
    const starts = new Map<number, { id: string; name: string } | null>()
    for (const slot of query.data()?.availableSlots ?? []) {
      const { minute } = zoned(slot.startsAt, viewer.tenant.timeZone)
      if (!starts.has(minute)) starts.set(minute, slot.resource)
    }
    return starts
  })
  const minutes = () => [...free().keys()].sort((a, b) => a - b)
  const visible = () => (all() ? minutes() : minutes().slice(0, shown))
  return (
    <div class="stack stack-tight">
      <p class="field-label" id="free-times">
        {t('slots.free')}
      </p>
      <Answered query={query} rows={1}>
        {() => (
          <Show when={free().size > 0} fallback={<p class="small text-2">{t('slots.none')}</p>}>
            <fieldset class="slot-grid" aria-labelledby="free-times">
              <For each={visible()}>
                {(minute) => (
                  <button
                    type="button"
                    class="pick"
                    aria-pressed={minute === props.value}
                    onClick={() => props.onPick(minute, free().get(minute))}
                  >
                    {f.minute(minute)}
                  </button>
                )}
              </For>
              <Show when={!all() && free().size > shown}>
                <Button look="ghost" onClick={() => setAll(true)}>
                  {t('slots.more', { n: free().size - shown })}
                </Button>
              </Show>
            </fieldset>
          </Show>
        )}
      </Answered>
      <TextField
        label={t('slots.other')}
        type="time"
        step="300"
        value={props.value === undefined ? '' : f.minute(props.value)}
        onChange={(event) => event.currentTarget.value && props.onPick(minuteOf(event.currentTarget.value))}
      />
    </div>
  )
}
