import { For } from 'solid-js'
import { Surface } from '../components/surface.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { useSession } from '../session.tsx'
import { keysWords } from './keys-words.ts'

interface Keys {
  title: string
  lines: readonly (readonly [words: string, ...keys: string[]])[]
}

/** Every key of the panel, by where it works. */
export function KeysHelp(props: { onClose: () => void }) {
  const { t } = useI18n()
  const say = useWords(keysWords)
  const { knows } = useSession()
  const groups = (): Keys[] => [
    {
      title: say('everywhere'),
      lines: [
        [t('keys.palette'), 'Ctrl K', '/'],
        [t('keys.book'), 'C'],
        [t('keys.help'), '?'],
        [t('close'), 'Esc'],
      ],
    },
    {
      title: say('go'),
      lines: [
        [t('keys.today'), 'G T'],
        [t('keys.calendar'), 'G C'],
        [t('keys.customers'), 'G K'],
        ...(knows('Task') ? ([[say('toTasks'), 'G A']] as const) : []),
        [say('toImport'), 'G I'],
      ],
    },
    ...(knows('Task')
      ? [
          {
            title: say('tasks'),
            lines: [
              [say('next'), 'J'],
              [say('previous'), 'K'],
              [say('complete'), 'E'],
            ] as const,
          },
        ]
      : []),
  ]
  return (
    <Surface title={t('keys.title')} onClose={props.onClose} task centre>
      <For each={groups()}>
        {(group) => (
          <section class="stack stack-tight" aria-label={group.title}>
            <h3 class="meta">{group.title}</h3>
            <dl class="data-list">
              <For each={group.lines}>
                {([words, ...keys]) => (
                  <div>
                    <dt>{words}</dt>
                    <dd class="row">
                      <For each={keys}>{(key) => <kbd>{key}</kbd>}</For>
                    </dd>
                  </div>
                )}
              </For>
            </dl>
          </section>
        )}
      </For>
    </Surface>
  )
}
