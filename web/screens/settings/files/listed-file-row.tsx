import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { FilePicture } from '../../../attachments/file-picture.tsx'
import { fileSize } from '../../../attachments/file-size.ts'
import { removeFile } from '../../../attachments/remove-file.ts'
import { fileWords } from '../../../attachments/words.ts'
import { IconButton } from '../../../components/button.tsx'
import type { ListedFile } from '../../../data/files.graphql.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'

/** A file in the list of all: what it is, and the way to what it hangs on. */
export function ListedFileRow(props: { file: ListedFile; onChange: () => void }) {
  const { f } = useI18n()
  const say = useWords(fileWords)
  const facts = () =>
    [
      say(props.file.kind),
      fileSize(props.file.sizeBytes, f),
      f.date(props.file.createdAt, 'medium'),
      props.file.uploadedBy?.name,
    ].filter(Boolean)
  const remove = () => {
    const { name } = props.file
    void removeFile(props.file, { removed: say('removed', { name }), failed: say('failed') }, props.onChange)
  }
  return (
    <li class="file-row">
      <a
        class="file-open"
        href={props.file.downloadUrl ?? undefined}
        target="_blank"
        rel="noreferrer"
        aria-label={say('open', { name: props.file.name })}
      >
        <FilePicture file={props.file} />
        <span class="row-text">
          <b>{props.file.name}</b>
          <span>{facts().join(' · ')}</span>
        </span>
      </a>
      <Show when={props.file.record?.__typename === 'Customer' && props.file.record}>
        {(customer) => (
          <A class="file-holder" href={`/customers/${customer().id}`}>
            {customer().name}
          </A>
        )}
      </Show>
      <IconButton icon="trash" label={`${say('remove')}: ${props.file.name}`} onClick={remove} />
    </li>
  )
}
