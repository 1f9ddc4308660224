import { For } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import type { ImportKind, ImportPreview, PreviewInput } from '../../data/imports.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'

/** Each column of the file beside the field it is read as, with a value from the first rows to judge by. */
export function ColumnMapping(props: {
  preview: ImportPreview
  kind: ImportKind
  onCorrect: (change: Partial<PreviewInput>) => void
}) {
  const { t, f } = useI18n()
  const sample = (column: number) =>
    props.preview.rows.map((row) => row.cells[column]).find((cell) => cell && cell.trim() !== '') ?? ''
  /** One field is fed by one column: choosing it here takes it from where it was. */
  const choose = (column: number, field: string | null) => {
    const taken = field
      ? props.preview.columns.filter((one) => one.field === field && one.column !== column)
      : []
    props.onCorrect({
      mapping: [...taken.map((one) => ({ column: one.column, field: null })), { column, field }],
    })
  }
  return (
    <section class="card" aria-label={t('import.columns')}>
      <div class="card-head">
        <h2>{t('import.columns')}</h2>
      </div>
      <ul>
        <For each={props.preview.columns}>
          {(column) => (
            <li class="list-row mapping-row">
              <span class="row-text">
                <b>{column.heading}</b>
                <span>{sample(column.column) || '–'}</span>
              </span>
              <Icon name="right" />
              <select
                class="input"
                aria-label={t('import.fieldFor', { column: column.heading })}
                onChange={(event) => choose(column.column, event.currentTarget.value || null)}
              >
                <option value="" selected={!column.field}>
                  {t('import.leaveOut')}
                </option>
                <For each={props.kind.fields}>
                  {(field) => (
                    <option value={field.name} selected={field.name === column.field}>
                      {f.text(field.label)}
                      {field.required ? ' *' : ''}
                    </option>
                  )}
                </For>
              </select>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
