import { createMemo, createSignal, For, Show } from 'solid-js'
import { Button } from '../../components/button.tsx'
import { SelectField } from '../../components/field.tsx'
import { Icon } from '../../components/icon.tsx'
import {
  type Delimiter,
  type Encoding,
  type ImportPreview,
  importKindsQuery,
  type PreviewInput,
} from '../../data/imports.graphql.ts'
import { createQuery } from '../../data/query.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { PreviewTable } from './preview-table.tsx'

const encodings: Encoding[] = ['UTF_8', 'WINDOWS_1254', 'UTF_16LE']
const delimiters: Delimiter[] = ['SEMICOLON', 'COMMA', 'TAB']

/** How the file was understood, with every part correctable; a correction asks the server again. */
export function ImportReview(props: {
  preview: ImportPreview
  busy: boolean
  onCorrect: (change: Partial<PreviewInput>) => void
  onStart: (createMissing: boolean) => void
}) {
  const { t, f } = useI18n()
  const kinds = createQuery(importKindsQuery, () => ({}))
  const [createMissing, setCreateMissing] = createSignal(true)
  const kind = createMemo(() => kinds.data()?.importKinds.find((one) => one.key === props.preview.kind))
  const missing = () =>
    props.preview.missing.map(
      (name) => f.text(kind()?.fields.find((field) => field.name === name)?.label) || name,
    )
  return (
    <div class="stack" aria-busy={props.busy}>
      <section class="card" aria-label={t('import.understood')}>
        <div class="card-head">
          <h2>{t('import.understood')}</h2>
          <span class="meta">{t('import.lines', { n: f.number(props.preview.totalRows) })}</span>
        </div>
        <div class="card-body import-settings">
          <SelectField
            label={t('import.kind')}
            value={props.preview.kind ?? ''}
            onChange={(event) => props.onCorrect({ kind: event.currentTarget.value })}
          >
            <Show when={!props.preview.kind}>
              <option value="">{t('import.pickKind')}</option>
            </Show>
            <For each={kinds.data()?.importKinds}>
              {(one) => (
                <option value={one.key} selected={one.key === props.preview.kind}>
                  {f.text(one.title)}
                </option>
              )}
            </For>
          </SelectField>
          <SelectField
            label={t('import.encoding')}
            value={props.preview.encoding}
            error={props.preview.damagedBytes > 0 ? t('import.damaged') : undefined}
            onChange={(event) => props.onCorrect({ encoding: event.currentTarget.value as Encoding })}
          >
            <For each={encodings}>
              {(encoding) => (
                <option value={encoding} selected={encoding === props.preview.encoding}>
                  {t(`encoding.${encoding}`)}
                </option>
              )}
            </For>
          </SelectField>
          <SelectField
            label={t('import.delimiter')}
            value={props.preview.delimiter}
            onChange={(event) => props.onCorrect({ delimiter: event.currentTarget.value as Delimiter })}
          >
            <For each={delimiters}>
              {(one) => (
                <option value={one} selected={one === props.preview.delimiter}>
                  {t(`delimiter.${one}`)}
                </option>
              )}
            </For>
          </SelectField>
        </div>
      </section>
      <Show when={kind()}>
        {(found) => <ColumnMapping preview={props.preview} kind={found()} onCorrect={props.onCorrect} />}
      </Show>
      <Show when={missing().length > 0}>
        <p class="notice is-warning" role="status">
          <Icon name="alert" />
          {t('import.missing', { fields: missing().join(', ') })}
        </p>
      </Show>
      <PreviewTable preview={props.preview} />
      <Show when={props.preview.kind === 'appointments'}>
        <label class="check-row">
          <input
            type="checkbox"
            checked={createMissing()}
            onChange={(event) => setCreateMissing(event.currentTarget.checked)}
          />
          <span>{t('import.createMissing')}</span>
        </label>
      </Show>
      <div class="import-foot">
        <p class="small text-2 grow">{t('import.nothingYet')}</p>
        <Button
          look="primary"
          icon="play"
          disabled={props.busy || !props.preview.kind || props.preview.missing.length > 0}
          onClick={() => props.onStart(createMissing())}
        >
          {t('import.start', { n: f.number(props.preview.totalRows) })}
        </Button>
      </div>
    </div>
  )
}
