import { For, Show } from 'solid-js'
import { Chip } from '../../components/chip.tsx'
import type { ImportPreview } from '../../data/imports.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'

/** The first rows as they stand in the file, with what cannot be read marked in its cell. */
export function PreviewTable(props: { preview: ImportPreview }) {
  const { t, f } = useI18n()
  return (
    <section class="card" aria-label={t('import.firstRows')}>
      <div class="card-head">
        <h2>{t('import.firstRows')}</h2>
        <span class="row row-wrap">
          <Show when={props.preview.refusedRows > 0}>
            <Chip look="bad" icon="close">
              {t('import.wouldRefuse', { n: f.number(props.preview.refusedRows) })}
            </Chip>
          </Show>
          <Show when={props.preview.droppedRows > 0}>
            <Chip look="warning" icon="alert">
              {t('import.wouldDrop', { n: f.number(props.preview.droppedRows) })}
            </Chip>
          </Show>
        </span>
      </div>
      <section class="table-wrap" tabindex="0" aria-label={t('import.firstRows')}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col">{t('import.line')}</th>
              <For each={props.preview.columns}>{(column) => <th scope="col">{column.heading}</th>}</For>
            </tr>
          </thead>
          <tbody>
            <For each={props.preview.rows}>
              {(row) => (
                <tr classList={{ 'is-problem': row.refused }}>
                  <td>{row.line}</td>
                  <For each={props.preview.columns}>
                    {(column) => {
                      const remark = () => row.remarks.find((one) => one.column === column.column)
                      return (
                        <td
                          classList={{
                            'is-problem': remark()?.effect === 'refused',
                            'is-doubt': remark()?.effect === 'dropped',
                          }}
                        >
                          <span class="preview-cell">{row.cells[column.column]}</span>
                          <Show when={remark()}>
                            {(found) => (
                              <p class="cell-remark">
                                {f.text(found().message)}
                                <Show when={found().suggestion}> ({found().suggestion})</Show>
                              </p>
                            )}
                          </Show>
                        </td>
                      )
                    }}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </section>
  )
}
