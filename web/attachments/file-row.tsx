import { createSignal, For, Show } from 'solid-js'
import { Button, IconButton } from '../components/button.tsx'
import { SelectField, TextField } from '../components/field.tsx'
import { mutate } from '../data/client.ts'
import { type AttachedFile, type FileKind, fileKinds, renameFileMutation } from '../data/files.graphql.ts'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { FilePicture } from './file-picture.tsx'
import { fileSize } from './file-size.ts'
import { removeFile } from './remove-file.ts'
import { fileWords } from './words.ts'

/** A file of a record: touching it opens it, beside it are its name and the bin. */
export function FileRow(props: { file: AttachedFile; onChange: () => void }) {
  const { f } = useI18n()
  const say = useWords(fileWords)
  const [editing, setEditing] = createSignal(false)
  const facts = () =>
    [
      say(props.file.kind),
      fileSize(props.file.sizeBytes, f),
      f.date(props.file.createdAt, 'short'),
      props.file.uploadedBy?.name,
    ].filter(Boolean)
  const remove = () => {
    const { name } = props.file
    void removeFile(props.file, { removed: say('removed', { name }), failed: say('failed') }, props.onChange)
  }
  return (
    <Show
      when={!editing()}
      fallback={
        <FileForm
          file={props.file}
          onDone={() => {
            setEditing(false)
            props.onChange()
          }}
        />
      }
    >
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
        <IconButton
          icon="pen"
          label={`${say('edit')}: ${props.file.name}`}
          onClick={() => setEditing(true)}
        />
        <IconButton icon="trash" label={`${say('remove')}: ${props.file.name}`} onClick={remove} />
      </li>
    </Show>
  )
}

function FileForm(props: { file: AttachedFile; onDone: () => void }) {
  const { t } = useI18n()
  const say = useWords(fileWords)
  const [name, setName] = createSignal(props.file.name)
  const [kind, setKind] = createSignal<FileKind>(props.file.kind)
  const [problem, setProblem] = createSignal<string>()
  const save = async (event: Event) => {
    event.preventDefault()
    const { id, version } = props.file
    const { data } = await mutate(renameFileMutation, {
      input: { id, version, name: name(), kind: kind() },
    })
    const refused = data?.renameFile.userErrors[0]?.message
    if (data && !refused) props.onDone()
    else setProblem(refused ?? t('error.other'))
  }
  return (
    <li class="file-form">
      <form class="stack" onSubmit={save} onKeyDown={(event) => event.key === 'Escape' && props.onDone()}>
        <TextField
          label={say('name')}
          value={name()}
          error={problem()}
          autofocus
          autocomplete="off"
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <SelectField
          label={say('kind')}
          value={kind()}
          onChange={(event) => setKind(event.currentTarget.value as FileKind)}
        >
          <For each={fileKinds}>{(one) => <option value={one}>{say(one)}</option>}</For>
        </SelectField>
        <div class="row">
          <Button look="ghost" onClick={() => props.onDone()}>
            {t('close')}
          </Button>
          <Button type="submit" look="primary" class="grow" disabled={!name().trim()}>
            {t('save')}
          </Button>
        </div>
      </form>
    </li>
  )
}
