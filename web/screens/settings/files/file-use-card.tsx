import { Show } from 'solid-js'
import { fileSize } from '../../../attachments/file-size.ts'
import { fileUseQuery } from '../../../data/files.graphql.ts'
import { createQuery } from '../../../data/query.ts'
import { useI18n, useWords } from '../../../i18n/i18n.tsx'
import { filesTabWords } from './words.ts'

const nearlyFull = 0.9

/** How much of the room for files is used. */
export function FileUseCard() {
  const { f } = useI18n()
  const say = useWords(filesTabWords)
  const query = createQuery(fileUseQuery, () => ({}), { watch: ['Customer', 'StoredFile'] })
  return (
    <Show when={query.data()?.fileUse}>
      {(use) => {
        const used = () => Number(use().usedBytes)
        const share = () => Math.min(1, used() / Number(use().quotaBytes))
        return (
          <section class="card files-use" aria-label={say('use')}>
            <div class="row-between">
              <b>{say('use')}</b>
              <span class="text-2">
                {say('useOf', { used: fileSize(used(), f), quota: fileSize(Number(use().quotaBytes), f) })}
              </span>
            </div>
            <span
              class="progress"
              classList={{ 'is-full': share() > nearlyFull }}
              role="progressbar"
              aria-label={say('use')}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(share() * 100)}
            >
              <i style={{ width: `${share() * 100}%` }} />
            </span>
            <Show when={share() > nearlyFull}>
              <p class="small text-2">{say('full')}</p>
            </Show>
          </section>
        )
      }}
    </Show>
  )
}
