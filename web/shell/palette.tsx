import { useNavigate } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { Avatar } from '../components/avatar.tsx'
import { SearchField } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { Surface } from '../components/surface.tsx'
import { createCustomerSearch } from '../data/customer-search.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { settingsTabs } from '../screens/settings/tabs.ts'
import { useSession } from '../session.tsx'
import type { Overlay } from './shell.tsx'

interface Choice {
  key: string
  icon?: string
  title: string
  detail?: string
  run: () => void
}

/** Find a customer by name or phone, go to a place, start something. Arrows choose, Enter takes. */
export function Palette(props: { onClose: () => void; onOpen: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const { panel, viewer, word, can } = useSession()
  const navigate = useNavigate()
  const search = createCustomerSearch(8)
  const [at, setAt] = createSignal(0)

  const go = (path: string) => () => {
    props.onClose()
    navigate(path)
  }
  const commands = createMemo<Choice[]>(() => {
    const all: Choice[] = [
      ...(can('book')
        ? [
            {
              key: 'book',
              icon: panel.primaryAction?.icon ?? 'calendar',
              title: f.text(panel.primaryAction?.label) || t('appointment'),
              run: () => props.onOpen({ is: 'booking', start: {} }),
            },
          ]
        : []),
      ...(can('add-customer')
        ? [
            {
              key: 'new',
              icon: 'user',
              title: t('add.customer', { customer: word('customer') }),
              run: () => props.onOpen({ is: 'new-customer' }),
            },
          ]
        : []),
      ...panel.navigation.map((item) => ({
        key: item.key,
        icon: item.icon,
        title: f.text(item.label),
        run: go(item.path),
      })),
      { key: 'profile', icon: 'user', title: t('profile.title'), run: go('/profile') },
    ]
    for (const tab of settingsTabs(viewer.role))
      all.push({
        key: `settings-${tab.key}`,
        icon: tab.icon,
        title: `${t('settings')}: ${f.text(tab.words)}`,
        run: go(`/settings/${tab.key}`),
      })
    if (can('import'))
      all.push({ key: 'import', icon: 'upload', title: t('import.title'), run: go('/import') })
    const asked = search.text().toLocaleLowerCase('tr')
    return asked ? all.filter((one) => one.title.toLocaleLowerCase('tr').includes(asked)) : all
  })
  const choices = createMemo<Choice[]>(() => [
    ...search.customers().map((customer) => ({
      key: customer.id,
      title: customer.name,
      detail: f.phone(customer.phone) || customer.email || '',
      run: go(`/customers/${customer.id}`),
    })),
    ...commands(),
  ])
  const onKey = (event: KeyboardEvent) => {
    const last = choices().length - 1
    if (event.key === 'ArrowDown') setAt((index) => Math.min(last, index + 1))
    else if (event.key === 'ArrowUp') setAt((index) => Math.max(0, index - 1))
    else if (event.key === 'Enter') choices()[at()]?.run()
    else return
    event.preventDefault()
  }
  return (
    <Surface title={t('palette.title')} onClose={props.onClose} task full centre>
      <SearchField
        label={t('find', { customer: word('customer') })}
        value={search.text()}
        autofocus
        controls="palette-choices"
        onInput={(text) => {
          search.setText(text)
          setAt(0)
        }}
        onKeyDown={onKey}
      />
      <ul class="card" id="palette-choices">
        <For each={choices()}>
          {(choice, index) => (
            <li>
              <button
                type="button"
                class="list-row"
                classList={{ 'is-first': index() === 0, 'is-chosen': index() === at() }}
                onClick={() => choice.run()}
              >
                <Show when={choice.icon} fallback={<Avatar name={choice.title} />}>
                  {(icon) => (
                    <span class="icon-lead">
                      <Icon name={icon()} />
                    </span>
                  )}
                </Show>
                <span class="row-text">
                  <b>{choice.title}</b>
                  <Show when={choice.detail}>
                    <span>{choice.detail}</span>
                  </Show>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Surface>
  )
}
