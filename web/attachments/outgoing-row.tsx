import { onCleanup, Show } from 'solid-js'
import { IconButton } from '../components/button.tsx'
import { Icon } from '../components/icon.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { fileSize } from './file-size.ts'
import { mediaTypeOf } from './media-type.ts'
import { discard, type OutgoingFile, sendAgain } from './outgoing.ts'
import { fileWords } from './words.ts'

/** A file on its way: how far it is, or why it stays and what can be done. */
export function OutgoingRow(props: { file: OutgoingFile }) {
  const { f } = useI18n()
  const say = useWords(fileWords)
  const picture = mediaTypeOf(props.file.file).startsWith('image/')
    ? URL.createObjectURL(props.file.file)
    : undefined
  onCleanup(() => picture && URL.revokeObjectURL(picture))
  const isStuck = () => ['offline', 'failed', 'refused'].includes(props.file.state)
  const reason = () => {
    if (props.file.state === 'refused') return props.file.reason
    return say(props.file.state === 'offline' ? 'offline' : 'failed')
  }
  return (
    <li class="file-row" classList={{ 'is-stuck': isStuck() }}>
      <span class="file-open">
        <span class="file-picture" aria-hidden="true">
          <Show when={picture} fallback={<Icon name="file" />}>
            {(src) => <img src={src()} alt="" />}
          </Show>
        </span>
        <span class="row-text">
          <b>{props.file.file.name}</b>
          <Show
            when={isStuck()}
            fallback={
              <>
                <span>
                  {say(props.file.state === 'checking' ? 'checking' : 'sending')} ·{' '}
                  {fileSize(props.file.file.size, f)}
                </span>
                <span
                  class="progress"
                  role="progressbar"
                  aria-label={`${say('sending')}: ${props.file.file.name}`}
                  aria-valuemin={0}
                  aria-valuemax={100}
                  aria-valuenow={Math.round(props.file.share * 100)}
                >
                  <i style={{ width: `${props.file.share * 100}%` }} />
                </span>
              </>
            }
          >
            <span class="file-reason" role="alert">
              {reason()}
            </span>
          </Show>
        </span>
      </span>
      <Show when={isStuck()}>
        <Show when={props.file.state !== 'refused'}>
          <IconButton
            icon="sync"
            label={`${say('again')}: ${props.file.file.name}`}
            onClick={() => sendAgain(props.file.key)}
          />
        </Show>
        <IconButton
          icon="close"
          label={`${say('discard')}: ${props.file.file.name}`}
          onClick={() => discard(props.file.key)}
        />
      </Show>
    </li>
  )
}
