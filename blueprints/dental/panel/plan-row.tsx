import { Show } from 'solid-js'
import { Button, Chip, useI18n } from '../../../web/kit.ts'
import { sessionsText, treatmentLook } from './treatment-look.ts'
import type { Treatment } from './treatments.ts'

/** One treatment of a plan: its tooth, what is done, by whom, for how much, and when. */
export function PlanRow(props: {
  item: Treatment
  kind: string
  status: string
  region: string
  bookLabel: string
  onBook: () => void
}) {
  const { f, locale } = useI18n()
  const detail = () =>
    [
      props.item.surfaces.join(', '),
      props.region,
      sessionsText(props.item, locale()),
      props.item.dentist?.name,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <div class="list-row">
      <Show when={props.item.tooth} fallback={<span class="code-frame is-empty">–</span>}>
        {(tooth) => <span class="code-frame">{tooth()}</span>}
      </Show>
      <span class="row-text">
        <b>{props.item.title ?? props.kind}</b>
        <Show when={detail()}>
          <span>{detail()}</span>
        </Show>
      </span>
      <span class="row-end">
        <b class="small">{f.money(props.item.priceMinor, props.item.currency)}</b>
        <Show
          when={props.item.status === 'PLANNED'}
          fallback={<Chip {...treatmentLook(props.item)}>{props.status}</Chip>}
        >
          <Show
            when={props.item.appointment}
            fallback={
              <Button look="soft" onClick={() => props.onBook()}>
                {props.bookLabel}
              </Button>
            }
          >
            {(appointment) => (
              <Chip look="info" icon="calendar">
                {f.dateTime(appointment().startsAt)}
              </Chip>
            )}
          </Show>
        </Show>
      </span>
    </div>
  )
}
