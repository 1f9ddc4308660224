import type { PanelNavigation, PanelWidget, WordDeclaration } from '../../schema/index.ts'

/** Places that every panel has; a blueprint puts its own between them and may rename them. */
export const standardNavigation = {
  today: { key: 'today', label: { en: 'Today', tr: 'Bugün' }, icon: 'today', path: '/today' },
  calendar: {
    key: 'calendar',
    label: { en: 'Calendar', tr: 'Takvim' },
    icon: 'calendar',
    path: '/calendar',
    record: 'Appointment',
  },
  /** Under the sector's own word for a customer. */
  customers: ({ many }: WordDeclaration): PanelNavigation => ({
    key: 'customers',
    label: many,
    icon: 'users',
    path: '/customers',
    record: 'Customer',
  }),
  tasks: {
    key: 'tasks',
    label: { en: 'Tasks', tr: 'Görevler' },
    icon: 'check',
    path: '/tasks',
    record: 'Task',
  },
  import: {
    key: 'import',
    label: { en: 'Import', tr: 'İçe aktar' },
    icon: 'upload',
    path: '/import',
    needs: ['importRuns'],
  },
} as const satisfies Record<string, PanelNavigation | ((word: WordDeclaration) => PanelNavigation)>

/** Widgets that read what every business has. */
export const standardWidgets = {
  /** The sector's KPI cards in one row. */
  figures: {
    key: 'figures',
    kind: 'KPI_ROW',
    title: { en: 'Key figures', tr: 'Göstergeler' },
    document: `query Figures {
  commandCenter {
    kpis {
      id version unit currency good windowDays decimals comparison formula
      title { en tr } explanation { en tr }
      value numerator denominator previous delta deltaPct deltaDirection asOf
      trend { day value } action { label { en tr } path } missing error
    }
  }
}`,
    path: 'commandCenter.kpis',
    options: { watch: ['Appointment', 'RevenueEvent', 'Customer'] },
  },
  /** Where the day still has room; the panel reads the day itself. */
  capacity: {
    key: 'capacity',
    kind: 'CAPACITY_RULER',
    title: { en: 'Today', tr: 'Bugün' },
    needs: ['capacity'],
  },
  /** Who comes next; the panel reads the day itself. */
  next: {
    key: 'next',
    kind: 'NEXT_APPOINTMENTS',
    title: { en: 'Next appointments', tr: 'Sıradaki randevular' },
    needs: ['calendarDay'],
  },
} as const satisfies Record<string, PanelWidget>
