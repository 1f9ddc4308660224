import { For, Show } from 'solid-js'
import { Chip } from '../components/chip.tsx'
import { Answered, Empty } from '../components/states.tsx'
import { Steps } from '../components/steps.tsx'
import type { Widget } from '../data/panel.ts'
import type { Translated } from '../i18n/format.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createFieldReader, FieldValue } from './field-value.tsx'
import { linkOf, RowLink } from './row-link.tsx'
import { valueAt, type WidgetRow } from './row-path.ts'
import { rowShape } from './row-shape.ts'
import { WidgetHead } from './widget-head.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

/** How far a record has come: the field that tells it, its values in order, and those that mean waiting. */
interface StepsOption {
  field: string
  values: string[]
  waiting?: string[]
}

/** Records as cards, for the few that matter now: lead and badge above, title, steps, then details. */
export function RecordCards(props: { widget: Widget; place: WidgetPlace }) {
  const { t, f } = useI18n()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const empty = () => f.text(props.widget.options?.empty as Translated | undefined) || t('list.empty')
  return (
    <section class="stack stack-tight" aria-label={f.text(props.widget.title)}>
      <WidgetHead widget={props.widget} look="section" />
      <Answered query={query}>
        {() => (
          <Show
            when={rows().length > 0}
            fallback={
              <div class="card">
                <Empty inline icon="form">
                  {empty()}
                </Empty>
              </div>
            }
          >
            <For each={rows()}>{(row) => <RecordCard widget={props.widget} row={row} />}</For>
          </Show>
        )}
      </Answered>
    </section>
  )
}

function RecordCard(props: { widget: Widget; row: WidgetRow }) {
  const { t } = useI18n()
  const read = createFieldReader()
  const shape = rowShape(props.widget)
  const option = props.widget.options?.steps as StepsOption | undefined
  const badge = props.widget.options?.badge as string | undefined
  const state = () => String(option ? (valueAt(props.row, option.field) ?? '') : '')
  const at = () => option?.values.indexOf(state()) ?? -1
  const second = () =>
    shape.second
      .map((field) => read.said(props.row, field))
      .filter(Boolean)
      .join(' · ')
  return (
    <RowLink class="work-card" href={linkOf(props.widget, props.row)}>
      <Show when={shape.lead || shape.time || badge}>
        <span class="row-between">
          <span class="row row-wrap">
            <Show when={badge && valueAt(props.row, badge)}>
              {(text) => (
                <Chip look="line" square>
                  {String(text())}
                </Chip>
              )}
            </Show>
            <Show when={shape.lead}>{(field) => <FieldValue row={props.row} field={field()} />}</Show>
          </span>
          <Show when={shape.time}>
            {(field) => <span class="meta">{read.words(props.row, field())}</span>}
          </Show>
        </span>
      </Show>
      <Show when={shape.title}>{(field) => <b class="cut">{read.words(props.row, field())}</b>}</Show>
      <Show when={option && at() >= 0}>
        <Steps
          count={option?.values.length ?? 0}
          at={at()}
          waiting={option?.waiting?.includes(state())}
          label={t('steps', { done: at(), all: option?.values.length ?? 0 })}
        />
      </Show>
      <Show when={second() || shape.trail.length > 0}>
        <span class="row-between">
          <span class="meta cut">{second()}</span>
          <span class="row">
            <For each={shape.trail}>{(field) => <FieldValue row={props.row} field={field} />}</For>
          </span>
        </span>
      </Show>
    </RowLink>
  )
}
