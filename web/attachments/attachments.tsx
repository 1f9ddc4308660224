import '../styles/files.css'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { Failure, Skeleton } from '../components/states.tsx'
import { recordFilesQuery } from '../data/files.graphql.ts'
import { createQuery } from '../data/query.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { isWide } from '../wide.ts'
import { FileRow } from './file-row.tsx'
import { onArrival, outgoingOf, sendFiles } from './outgoing.ts'
import { OutgoingRow } from './outgoing-row.tsx'
import { createRenewal } from './renewal.ts'
import { fileWords } from './words.ts'

/** The files of a record: dropped or chosen, on a telephone photographed; opened, renamed and taken away. */
export function Attachments(props: { recordType: string; recordId: string }) {
  const { f } = useI18n()
  const say = useWords(fileWords)
  const query = createQuery(recordFilesQuery, () => ({ recordId: props.recordId }), {
    watch: [props.recordType],
  })
  createRenewal(query.refetch)
  onCleanup(onArrival((recordId) => recordId === props.recordId && query.refetch()))
  const [over, setOver] = createSignal(false)
  const files = () => query.data()?.files.nodes ?? []
  const sending = () => outgoingOf(props.recordId)
  const send = (chosen: FileList | null | undefined) => chosen && sendFiles(props.recordId, chosen)
  const isClosed = () => ['MODULE_DISABLED', 'FORBIDDEN'].includes(query.error()?.code ?? '')
  return (
    <Show when={!isClosed()}>
      <section
        class="card files-card"
        classList={{ 'is-over': over() }}
        aria-label={say('title')}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          send(event.dataTransfer?.files)
        }}
      >
        <div class="card-head">
          <h2>
            {say('title')}
            <Show when={files().length > 0}>
              <small class="meta">{f.number(query.data()?.files.totalCount ?? 0)}</small>
            </Show>
          </h2>
          <span class="row">
            <Show when={!isWide()}>
              <Chooser icon="camera" label={say('camera')} accept="image/*" camera onChosen={send} />
            </Show>
            <Chooser icon="plus" label={say('add')} onChosen={send} />
          </span>
        </div>
        <Show when={!query.data() && query.error()}>
          {(error) => <Failure error={error()} onRetry={query.refetch} />}
        </Show>
        <Show when={query.waiting()}>
          <Skeleton rows={2} />
        </Show>
        <ul class="file-list">
          <For each={sending()}>{(file) => <OutgoingRow file={file} />}</For>
          <For each={files()}>{(file) => <FileRow file={file} onChange={query.refetch} />}</For>
        </ul>
        <Show when={query.data() && files().length === 0 && sending().length === 0}>
          <p class="card-body small text-2">{isWide() ? say('hint') : say('empty')}</p>
        </Show>
        <p class="drop-veil" aria-hidden="true">
          <Icon name="upload" />
          {say('drop')}
        </p>
      </section>
    </Show>
  )
}

function Chooser(props: {
  icon: string
  label: string
  accept?: string
  camera?: boolean
  onChosen: (files: FileList | null) => void
}) {
  return (
    <label class="button is-soft file-chooser">
      <input
        class="only-read"
        type="file"
        multiple={!props.camera}
        accept={props.accept}
        capture={props.camera ? 'environment' : undefined}
        onChange={(event) => {
          props.onChosen(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <Icon name={props.icon} />
      {props.label}
    </label>
  )
}
