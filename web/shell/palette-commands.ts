import { useNavigate } from '@solidjs/router'
import { useI18n, useWords } from '../i18n/i18n.tsx'
import { settingsTabs } from '../screens/settings/tabs.ts'
import { taskWords } from '../screens/tasks/words.ts'
import { useSession } from '../session.tsx'
import type { Overlay } from './shell.tsx'

/** One line of the palette. */
export interface PaletteChoice {
  key: string
  icon?: string
  title: string
  detail?: string
  run: () => void
}

/** Everything that the viewer can start or go to, whatever is typed. */
export function createCommands(shell: { close: () => void; open: (overlay: Overlay) => void }) {
  const { t, f } = useI18n()
  const say = useWords(taskWords)
  const { panel, viewer, word, can, knows } = useSession()
  const navigate = useNavigate()
  const go = (path: string) => () => {
    shell.close()
    navigate(path)
  }
  return (): PaletteChoice[] => {
    const all: PaletteChoice[] = []
    if (can('book'))
      all.push({
        key: 'book',
        icon: panel.primaryAction?.icon ?? 'calendar',
        title: f.text(panel.primaryAction?.label) || t('appointment'),
        run: () => shell.open({ is: 'booking', start: {} }),
      })
    if (can('add-customer'))
      all.push({
        key: 'new',
        icon: 'user',
        title: t('add.customer', { customer: word('customer') }),
        run: () => shell.open({ is: 'new-customer' }),
      })
    if (knows('Task'))
      all.push(
        {
          key: 'new-task',
          icon: 'check',
          title: say('addTask'),
          run: () => shell.open({ is: 'new-task' }),
        },
        {
          key: 'new-reminder',
          icon: 'bell',
          title: say('addReminder'),
          run: () => shell.open({ is: 'new-reminder' }),
        },
      )
    for (const item of panel.navigation)
      all.push({ key: item.key, icon: item.icon, title: f.text(item.label), run: go(item.path) })
    all.push({ key: 'profile', icon: 'user', title: t('profile.title'), run: go('/profile') })
    for (const tab of settingsTabs(viewer.role))
      all.push({
        key: `settings-${tab.key}`,
        icon: tab.icon,
        title: `${t('settings')}: ${f.text(tab.words)}`,
        run: go(`/settings/${tab.key}`),
      })
    if (can('import'))
      all.push({ key: 'import', icon: 'upload', title: t('import.title'), run: go('/import') })
    return all
  }
}
