import { createMemo, For, Show } from 'solid-js'
import { now } from '../clock.ts'
import type { AppointmentStatus } from '../components/appointment-status.ts'
import { Chip } from '../components/chip.tsx'
import { Answered } from '../components/states.tsx'
import { Status } from '../components/status.tsx'
import type { Widget } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useFrame } from '../shell/frame.tsx'
import { ExtraChip } from './extra-chip.tsx'
import { extraFacts } from './extra-facts.ts'
import { createFieldReader, FieldValue } from './field-value.tsx'
import { RowLink } from './row-link.tsx'
import { rowsAt, valueAt, type WidgetRow } from './row-path.ts'
import { WidgetHead } from './widget-head.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

interface UnitNow {
  unit: WidgetRow
  current?: WidgetRow
  next?: WidgetRow
}

/** What state a unit is in: who is on it, else who comes next, else until when it is free. */
function unitsNow(units: WidgetRow[], appointments: WidgetRow[], moment: Date): UnitNow[] {
  return units.map((unit) => {
    const mine = appointments
      .filter((one) => valueAt(one, 'resource.id') === unit.id)
      .filter((one) => !['CANCELLED', 'NO_SHOW', 'DONE'].includes(String(one.status)))
      .sort((a, b) => String(a.startsAt).localeCompare(String(b.startsAt)))
    const current =
      mine.find((one) => one.status === 'IN_SERVICE') ??
      mine.find(
        (one) =>
          Date.parse(String(one.startsAt)) <= moment.getTime() &&
          Date.parse(String(one.endsAt)) > moment.getTime(),
      )
    const next = mine.find((one) => one !== current && Date.parse(String(one.startsAt)) > moment.getTime())
    return { unit, current, next }
  })
}

/** Rooms, chairs or lifts as they are this minute: the first thing a clinic or a garage asks. */
export function ResourcesNow(props: { widget: Widget; place: WidgetPlace }) {
  const { f } = useI18n()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const types = props.widget.options?.types as string[] | undefined
  const units = createMemo(() =>
    unitsNow(
      rows().filter((unit) => unit.status !== 'RETIRED' && (!types || types.includes(String(unit.type)))),
      rowsAt(query.data(), (props.widget.options?.appointments as string | undefined) ?? 'appointments'),
      now(),
    ).sort(
      (a, b) =>
        Number(Boolean(b.current)) - Number(Boolean(a.current)) ||
        f.compare(String(a.unit.name), String(b.unit.name)),
    ),
  )
  return (
    <section class="stack stack-tight" aria-label={f.text(props.widget.title)}>
      <WidgetHead widget={props.widget} look="section" />
      <div class="card">
        <Answered query={query}>
          {() => <For each={units()}>{(one) => <UnitRow widget={props.widget} {...one} />}</For>}
        </Answered>
      </div>
    </section>
  )
}

function UnitRow(props: UnitNow & { widget: Widget }) {
  const { t, f } = useI18n()
  const frame = useFrame()
  /** What stands there without an appointment of today: a car that stayed overnight. */
  const occupants = () => {
    const { path, label } = (props.widget.options?.occupants ?? {}) as { path?: string; label?: string }
    if (!path || !label) return ''
    return rowsAt(props.unit, path)
      .map((row) => String(valueAt(row, label)))
      .join(', ')
  }
  // What stands there now comes before who is expected next.
  const shown = () => props.current ?? (occupants() ? undefined : props.next)
  const read = createFieldReader()
  const facts = createMemo(() => extraFacts(props.widget, shown()))
  const lead = () => facts().lead.find((field) => field.format === 'CODE')
  const plates = () => facts().lead.filter((field) => field.format === 'PLATE')
  const href = () => {
    const id = valueAt(shown(), 'customer.id')
    return id ? `/customers/${id}` : undefined
  }
  const line = () => {
    const row = shown()
    if (!row) return ''
    const time = props.current
      ? t('until', { time: f.time(String(row.endsAt)) })
      : f.time(String(row.startsAt))
    const words = facts().words.map((field) => read.words(row, field))
    return [props.unit.name, valueAt(row, 'staff.name'), valueAt(row, 'service.name'), ...words, time]
      .filter(Boolean)
      .join(' · ')
  }
  const outOfOrder = () => props.unit.status === 'OUT_OF_ORDER'
  const state = () => {
    if (outOfOrder()) return t('resource.outOfOrder')
    return occupants() ? t('resource.occupied', { what: occupants() }) : t('resource.freeDay')
  }
  return (
    <Show
      when={shown() && !outOfOrder()}
      fallback={
        <div class="resource-row">
          <span class="row-text">
            <b>{String(props.unit.name)}</b>
            <span>{state()}</span>
          </span>
          <Show when={outOfOrder()}>
            <Chip icon="wrench">{t('resource.closed')}</Chip>
          </Show>
          <Show when={!outOfOrder() && !occupants()}>
            <button
              type="button"
              class="text-link"
              onClick={() => frame.book({ resourceId: String(props.unit.id) })}
            >
              {t('resource.fill')}
            </button>
          </Show>
        </div>
      }
    >
      <RowLink class={lead() ? 'resource-row has-lead' : 'resource-row'} href={href()}>
        <Show when={lead()}>{(field) => <FieldValue row={shown() as WidgetRow} field={field()} />}</Show>
        <span class="row-text">
          <For each={plates()}>{(field) => <FieldValue row={shown() as WidgetRow} field={field} />}</For>
          <b>{String(valueAt(shown(), 'customer.name') ?? '–')}</b>
          <span>{line()}</span>
        </span>
        <Show
          when={props.current}
          fallback={
            <Chip look="line" icon="clock">
              {t('next')}
            </Chip>
          }
        >
          <Status of={String(shown()?.status) as AppointmentStatus} />
        </Show>
        <Show when={facts().marks.length > 0}>
          <span class="resource-extra">
            <For each={facts().marks}>
              {(field) => <ExtraChip widget={props.widget} row={shown() as WidgetRow} field={field} />}
            </For>
          </span>
        </Show>
      </RowLink>
    </Show>
  )
}
