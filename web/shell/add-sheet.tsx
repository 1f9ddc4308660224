import { For, Show } from 'solid-js'
import { Icon } from '../components/icon.tsx'
import { Surface } from '../components/surface.tsx'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { taskWords } from '../screens/tasks/words.ts'
import { useSession } from '../session.tsx'
import type { Overlay } from './shell.tsx'

/** What + can make: an appointment first, because that is what is made most. */
export function AddSheet(props: { onClose: () => void; onOpen: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const { panel, word, can, knows } = useSession()
  const say = useWords(taskWords)
  return (
    <Surface title={t('add.title')} onClose={props.onClose} task centre>
      <div class="card">
        <Show when={can('book')}>
          <button type="button" class="list-row" onClick={() => props.onOpen({ is: 'booking', start: {} })}>
            <span class="icon-lead">
              <Icon name={panel.primaryAction?.icon ?? 'calendar'} />
            </span>
            <span class="row-text">
              <b>{f.text(panel.primaryAction?.label) || t('appointment')}</b>
              <span>{t('add.bookingHint')}</span>
            </span>
          </button>
        </Show>
        <Show when={can('add-customer')}>
          <button type="button" class="list-row" onClick={() => props.onOpen({ is: 'new-customer' })}>
            <span class="icon-lead">
              <Icon name="user" />
            </span>
            <span class="row-text">
              <b>{t('add.customer', { customer: word('customer') })}</b>
              <span>{t('add.customerHint')}</span>
            </span>
          </button>
        </Show>
        <Show when={knows('Task')}>
          <For each={['newTask', 'newReminder'] as const}>
            {(what) => (
              <button
                type="button"
                class="list-row"
                onClick={() => props.onOpen({ is: what === 'newTask' ? 'new-task' : 'new-reminder' })}
              >
                <span class="icon-lead">
                  <Icon name={what === 'newTask' ? 'check' : 'bell'} />
                </span>
                <span class="row-text">
                  <b>{say(what)}</b>
                  <span>{say(`${what}Hint`)}</span>
                </span>
              </button>
            )}
          </For>
        </Show>
      </div>
    </Surface>
  )
}
