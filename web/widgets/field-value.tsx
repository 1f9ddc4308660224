import { For, type JSX, Match, Show, Switch } from 'solid-js'
import type { AppointmentStatus } from '../components/appointment-status.ts'
import { statusLooks } from '../components/appointment-status.ts'
import { Chip, type ChipLook } from '../components/chip.tsx'
import { Plate } from '../components/plate.tsx'
import { Status } from '../components/status.tsx'
import type { RecordField, WidgetField } from '../data/panel.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { valueAt, type WidgetRow } from './row-path.ts'

/** Reads a field of a row: its raw value and its words. Choice values are told in the record's own words. */
export function createFieldReader() {
  const { t, f } = useI18n()
  const { panel } = useSession()

  function declared(row: WidgetRow, name: string): RecordField | undefined {
    const parts = name.split('.')
    const owner =
      parts.length > 1 ? (valueAt(row, parts.slice(0, -1).join('.')) as WidgetRow | undefined) : row
    const record = panel.records.find((one) => one.type === owner?.__typename)
    return record?.fields.find((field) => field.name === parts.at(-1))
  }

  function words(row: WidgetRow, field: WidgetField): string {
    const value = valueAt(row, field.name)
    if (value === null || value === undefined || value === '') return ''
    if (typeof value === 'object' && !Array.isArray(value)) {
      const record = value as WidgetRow
      if ('tr' in record || 'en' in record) return f.text(record)
      return String(record.name ?? record.title ?? '')
    }
    switch (field.format) {
      case 'MONEY':
        return f.money(value as string, row.currency as string | undefined)
      case 'DATE':
        return /^\d{4}-\d{2}-\d{2}$/.test(String(value))
          ? f.day(String(value), 'medium')
          : f.date(String(value), 'medium')
      case 'DATE_TIME':
        return f.dateTime(String(value))
      case 'TIME':
        return /^\d{2}:\d{2}/.test(String(value)) ? String(value).slice(0, 5) : f.time(String(value))
      case 'NUMBER':
        return f.number(Number(value), 2)
      case 'KILOMETRES':
        return `${f.number(Number(value))} km`
      case 'FLAG':
        return t(value ? 'yes' : 'no')
      case 'PHONE':
        return f.phone(String(value))
      case 'PROGRESS':
        return f.percent(Number(value), 0)
      case 'TAGS':
        return (value as string[]).join(', ')
    }
    const choice = declared(row, field.name)?.choices.find((one) => one.value === value)
    if (choice) return f.text(choice.label)
    if (Array.isArray(value)) return value.join(', ')
    return String(value)
  }
  /** For running text: a bare number says nothing, so it comes with its label. */
  function said(row: WidgetRow, field: WidgetField): string {
    const value = words(row, field)
    return value && field.format === 'NUMBER' ? `${f.text(field.label)}: ${value}` : value
  }
  return { words, said, declared, raw: (row: WidgetRow, field: WidgetField) => valueAt(row, field.name) }
}

/** Words that mean trouble, waiting, or well done, whatever sector says them. */
function lookOf(status: string): { look?: ChipLook; icon?: string } {
  if (/REFUSED|REJECTED|OVERDUE|MISSING|FAILED|LOST|ALLERGY|URGENT/.test(status))
    return { look: 'bad', icon: 'alert' }
  if (/WAITING|PENDING|HOLD|DEFERRED|PARTS|PAUSED/.test(status)) return { look: 'warning', icon: 'hourglass' }
  if (/APPROVED|ACCEPTED|SIGNED|GRANTED|READY|PAID|COMPLETED|DONE|DELIVERED|CLOSED/.test(status))
    return { look: 'good', icon: 'check' }
  if (/PROGRESS|OPEN|STARTED|ACTIVE|WORK/.test(status)) return { look: 'info', icon: 'play' }
  if (/PLANNED|PROPOSED|DRAFT|QUOTED|OFFER/.test(status)) return { look: 'brand', icon: 'clock' }
  return { look: 'line' }
}

/** One value in the way its format asks for: a plate as a plate, a state as a state, money to the right. */
export function FieldValue(props: { row: WidgetRow; field: WidgetField; large?: boolean }): JSX.Element {
  const read = createFieldReader()
  const value = () => read.raw(props.row, props.field)
  const words = () => read.words(props.row, props.field)
  const isAppointment = () => {
    const owner = props.field.name.split('.').slice(0, -1).join('.')
    const holder = owner ? (valueAt(props.row, owner) as WidgetRow | undefined) : props.row
    return holder?.__typename === 'Appointment' && String(value()) in statusLooks
  }
  return (
    <Show when={value() !== null && value() !== undefined && value() !== ''}>
      <Switch fallback={words()}>
        <Match when={props.field.format === 'PLATE'}>
          <Plate text={words()} large={props.large} />
        </Match>
        <Match when={props.field.format === 'CODE'}>
          <span class="code-frame">{words()}</span>
        </Match>
        <Match when={props.field.format === 'STATUS'}>
          <Show when={!isAppointment()} fallback={<Status of={value() as AppointmentStatus} />}>
            <Chip {...lookOf(String(value()))}>{words()}</Chip>
          </Show>
        </Match>
        <Match when={props.field.format === 'TAGS'}>
          <span class="row row-wrap">
            <For each={value() as string[]}>{(tag) => <Chip look="line">{tag}</Chip>}</For>
          </span>
        </Match>
        <Match when={props.field.format === 'PROGRESS'}>
          <span class="progress-value">
            <span class="progress" aria-hidden="true">
              <i style={{ width: `${Math.min(100, Math.max(0, Number(value())))}%` }} />
            </span>
            {words()}
          </span>
        </Match>
        <Match when={props.field.format === 'PHONE'}>
          <a href={`tel:${value()}`}>{words()}</a>
        </Match>
      </Switch>
    </Show>
  )
}
