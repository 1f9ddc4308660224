import { For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { Answered, Empty } from '../components/states.tsx'
import type { Widget } from '../data/panel.ts'
import type { Translated } from '../i18n/format.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { isWide } from '../wide.ts'
import { createFieldReader, FieldValue } from './field-value.tsx'
import { linkOf, RowLink } from './row-link.tsx'
import type { WidgetRow } from './row-path.ts'
import { rowShape } from './row-shape.ts'
import { WidgetHead } from './widget-head.tsx'
import { createWidgetQuery, type WidgetPlace } from './widget-query.ts'

/** Records as rows; on a wide screen of their own as a table with the fields' labels. */
export function RecordList(props: { widget: Widget; place: WidgetPlace; asTable?: boolean }) {
  const { t, f } = useI18n()
  const { query, rows } = createWidgetQuery(props.widget, props.place)
  const empty = () => f.text(props.widget.options?.empty as Translated | undefined) || t('list.empty')
  return (
    <section class="card" aria-label={f.text(props.widget.title)}>
      <WidgetHead widget={props.widget} />
      <Answered query={query}>
        {() => (
          <Show
            when={rows().length > 0}
            fallback={
              <Empty inline icon="form">
                {empty()}
              </Empty>
            }
          >
            <Show
              when={props.asTable && isWide()}
              fallback={<For each={rows()}>{(row) => <RecordRow widget={props.widget} row={row} />}</For>}
            >
              <RecordTable widget={props.widget} rows={rows()} />
            </Show>
          </Show>
        )}
      </Answered>
    </section>
  )
}

function RecordRow(props: { widget: Widget; row: WidgetRow }) {
  const read = createFieldReader()
  const shape = rowShape(props.widget)
  const second = () =>
    shape.second
      .map((field) => read.said(props.row, field))
      .filter(Boolean)
      .join(' · ')
  return (
    <RowLink class="list-row" href={linkOf(props.widget, props.row)}>
      <Show when={shape.time}>
        {(field) => <span class="row-time">{read.words(props.row, field())}</span>}
      </Show>
      <Show when={shape.lead?.format === 'CODE' && shape.lead}>
        {(field) => <FieldValue row={props.row} field={field()} />}
      </Show>
      <Show when={!shape.lead && !shape.time && shape.title?.format === 'PERSON' && shape.title}>
        {(field) => <Avatar name={read.words(props.row, field())} />}
      </Show>
      <span class="row-text">
        <Show when={shape.lead?.format === 'PLATE' && shape.lead}>
          {(field) => <FieldValue row={props.row} field={field()} />}
        </Show>
        <Show when={shape.title}>{(field) => <b>{read.words(props.row, field())}</b>}</Show>
        <Show when={second()}>
          <span>{second()}</span>
        </Show>
      </span>
      <Show when={shape.trail.length > 0}>
        <span class="row-end">
          <For each={shape.trail}>
            {(field) => (
              <b class="small">
                <FieldValue row={props.row} field={field} />
              </b>
            )}
          </For>
        </span>
      </Show>
    </RowLink>
  )
}

const rightAligned = new Set(['MONEY', 'NUMBER', 'KILOMETRES'])

function RecordTable(props: { widget: Widget; rows: WidgetRow[] }) {
  const { f } = useI18n()
  return (
    <div class="table-wrap">
      <table class="table">
        <thead>
          <tr>
            <For each={props.widget.fields}>
              {(field) => (
                <th classList={{ 'is-right': rightAligned.has(field.format) }} scope="col">
                  {f.text(field.label)}
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.rows}>
            {(row) => (
              <tr>
                <For each={props.widget.fields}>
                  {(field, index) => (
                    <td classList={{ 'is-right': rightAligned.has(field.format) }}>
                      <Show
                        when={index() === 0 && linkOf(props.widget, row)}
                        fallback={<FieldValue row={row} field={field} />}
                      >
                        {(href) => (
                          <RowLink class="cell-link" href={href()}>
                            <FieldValue row={row} field={field} />
                          </RowLink>
                        )}
                      </Show>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </div>
  )
}
