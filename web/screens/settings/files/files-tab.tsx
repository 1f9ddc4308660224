import '../../../styles/files.css'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { createRenewal } from '../../../attachments/renewal.ts'
import { fileWords } from '../../../attachments/words.ts'
import { Button } from '../../../components/button.tsx'
import { SearchField } from '../../../components/field.tsx'
import { Answered, Empty } from '../../../components/states.tsx'
import type { Filter } from '../../../data/customers.graphql.ts'
import { allFilesQuery, type FileKind, fileKinds } from '../../../data/files.graphql.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { FileUseCard } from './file-use-card.tsx'
import { ListedFileRow } from './listed-file-row.tsx'
import { filesTabWords } from './words.ts'

const pageSize = 25
const mostShown = 100

/** Every file of the business that the viewer may see, newest first: on what it hangs, how large, from whom and when. */
export function FilesTab() {
  const { f } = useI18n()
  const say = useWords(filesTabWords)
  const sayFile = useWords(fileWords)
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal('')
  const [kind, setKind] = createSignal<FileKind>()
  const [first, setFirst] = createSignal(pageSize)
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const filter = (): Filter => ({
    state: { eq: 'READY' },
    ...(asked().trim() && { name: { contains: asked().trim() } }),
    ...(kind() && { kind: { eq: kind() } }),
  })
  const query = createQuery(allFilesQuery, () => ({ filter: filter(), first: first() }), {
    keepPrevious: true,
    watch: ['Customer', 'StoredFile'],
  })
  createRenewal(query.refetch)
  const pick = (next: FileKind | undefined) => {
    setKind(next)
    setFirst(pageSize)
  }
  return (
    <div class="stack">
      <FileUseCard />
      <div class="files-tools">
        <SearchField
          label={say('find')}
          value={text()}
          onInput={(value) => {
            setText(value)
            clearTimeout(timer)
            timer = setTimeout(() => setAsked(value), 150)
          }}
        />
        <fieldset class="chips-scroll" aria-label={say('kinds')}>
          <For each={[undefined, ...fileKinds]}>
            {(one) => (
              <button type="button" class="pick" aria-pressed={kind() === one} onClick={() => pick(one)}>
                {one ? sayFile(one) : say('all')}
                <Show when={kind() === one && query.data()}>
                  {(data) => <b>{f.number(data().files.totalCount)}</b>}
                </Show>
              </button>
            )}
          </For>
        </fieldset>
      </div>
      <Answered query={query} rows={6}>
        {() => (
          <Show
            when={(query.data()?.files.nodes.length ?? 0) > 0}
            fallback={<Empty icon="file">{say(asked() || kind() ? 'none' : 'empty')}</Empty>}
          >
            <section class="card" aria-label={say('list')}>
              <ul class="file-list">
                <For each={query.data()?.files.nodes}>
                  {(file) => <ListedFileRow file={file} onChange={query.refetch} />}
                </For>
              </ul>
            </section>
            <Show when={query.data()?.files.pageInfo.hasNextPage && first() < mostShown}>
              <Button onClick={() => setFirst((count) => Math.min(count + pageSize, mostShown))}>
                {say('more')}
              </Button>
            </Show>
          </Show>
        )}
      </Answered>
    </div>
  )
}
