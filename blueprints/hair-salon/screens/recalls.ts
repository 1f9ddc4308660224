import type { PanelScreen } from '../../../schema/index.ts'
import { dueList } from './due-list.ts'

/** Everybody whose colour is due, to be called back one by one. */
export const recalls: PanelScreen = {
  key: 'recalls',
  title: { en: 'Call back', tr: 'Geri çağır' },
  widgets: [dueList(100)],
}
