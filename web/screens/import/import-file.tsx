import { createSignal, Show } from 'solid-js'
import { Icon } from '../../components/icon.tsx'
import { Skeleton } from '../../components/states.tsx'
import { mutate } from '../../data/client.ts'
import {
  type ImportPreview,
  type ImportRun,
  type PreviewInput,
  previewImportMutation,
  startImportMutation,
} from '../../data/imports.graphql.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { ImportReview } from './import-review.tsx'
import { upload } from './upload.ts'

/** Choosing a file, sending it, and looking at how it was understood before anything is written. */
export function ImportFile(props: { onStarted: (run: ImportRun) => void }) {
  const { t, f } = useI18n()
  const [file, setFile] = createSignal<File>()
  const [share, setShare] = createSignal<number>()
  const [preview, setPreview] = createSignal<ImportPreview>()
  const [asked, setAsked] = createSignal<PreviewInput>()
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const [over, setOver] = createSignal(false)

  const look = async (input: PreviewInput) => {
    setBusy(true)
    setAsked(input)
    const { data, error } = await mutate(previewImportMutation, { input })
    setBusy(false)
    const refused = data?.previewImport.userErrors[0]?.message
    setProblem(refused ?? (error ? t('error.other') : undefined))
    if (data?.previewImport.preview) setPreview(data.previewImport.preview)
  }
  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    setFile(chosen)
    setPreview(undefined)
    setProblem(undefined)
    setShare(0)
    const sent = await upload(chosen, setShare)
    setShare(undefined)
    if (sent.id) await look({ uploadId: sent.id })
    else setProblem(sent.problem ?? t('import.uploadFailed'))
  }
  const correct = (change: Partial<PreviewInput>) => {
    const [found, before] = [preview(), asked()]
    if (!found || !before) return
    // Another kind, encoding or delimiter makes other columns: what was said about the old ones is dropped.
    const mapping = change.mapping ? [...(before.mapping ?? []), ...change.mapping] : undefined
    void look({ ...before, ...change, mapping: mapping && lastPerColumn(mapping) })
  }
  const start = async (createMissing: boolean) => {
    const [found, input] = [preview(), asked()]
    if (!found || !input) return
    setBusy(true)
    const { data, error } = await mutate(startImportMutation, {
      input: {
        ...input,
        kind: found.kind ?? undefined,
        encoding: found.encoding,
        delimiter: found.delimiter,
        createMissing,
      },
    })
    setBusy(false)
    if (data?.startImport.importRun) props.onStarted(data.startImport.importRun)
    else setProblem(data?.startImport.userErrors[0]?.message ?? (error ? t('error.other') : undefined))
  }
  return (
    <>
      <label
        class="drop-zone"
        classList={{ 'is-over': over(), 'is-small': preview() !== undefined }}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          void take(event.dataTransfer?.files[0])
        }}
      >
        <input
          class="only-read"
          type="file"
          accept=".csv,.txt,.tsv,text/csv"
          onChange={(event) => {
            void take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <Icon name={file() ? 'file' : 'upload'} />
        <Show
          when={file()}
          fallback={
            <>
              <b>{t('import.choose')}</b>
              <span class="small text-2">{t('import.chooseHint')}</span>
            </>
          }
        >
          {(chosen) => (
            <>
              <b class="cut">{chosen().name}</b>
              <span class="small text-2">
                {t('import.size', { kb: f.number(Math.ceil(chosen().size / 1024)) })}
              </span>
              <Show when={share() === undefined}>
                <span class="text-link">{t('import.other')}</span>
              </Show>
            </>
          )}
        </Show>
        <Show when={share() !== undefined}>
          <span
            class="progress"
            role="progressbar"
            aria-label={t('import.uploading')}
            aria-valuenow={Math.round((share() ?? 0) * 100)}
          >
            <i style={{ width: `${(share() ?? 0) * 100}%` }} />
          </span>
        </Show>
      </label>
      <Show when={problem()}>
        {(text) => (
          <p class="notice is-bad" role="alert">
            <Icon name="alert" />
            {text()}
          </p>
        )}
      </Show>
      <Show when={busy() && !preview()}>
        <Skeleton rows={6} />
      </Show>
      <Show when={preview()}>
        {(found) => <ImportReview preview={found()} busy={busy()} onCorrect={correct} onStart={start} />}
      </Show>
    </>
  )
}

function lastPerColumn(mapping: NonNullable<PreviewInput['mapping']>) {
  return [...new Map(mapping.map((one) => [one.column, one])).values()]
}
