import { For } from 'solid-js'
import { Surface } from '../components/surface.tsx'
import { useI18n } from '../i18n/i18n.tsx'

/** Every key of the panel in one list. */
export function KeysHelp(props: { onClose: () => void }) {
  const { t } = useI18n()
  const keys = () =>
    [
      ['Ctrl K', t('keys.palette')],
      ['/', t('keys.palette')],
      ['C', t('keys.book')],
      ['G T', t('keys.today')],
      ['G C', t('keys.calendar')],
      ['G K', t('keys.customers')],
      ['G I', t('import.title')],
      ['?', t('keys.help')],
      ['Esc', t('close')],
    ] as const
  return (
    <Surface title={t('keys.title')} onClose={props.onClose} task centre>
      <dl class="data-list">
        <For each={keys()}>
          {([key, words]) => (
            <div>
              <dt>{words}</dt>
              <dd>
                <kbd>{key}</kbd>
              </dd>
            </div>
          )}
        </For>
      </dl>
    </Surface>
  )
}
