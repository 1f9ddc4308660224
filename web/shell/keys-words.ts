export const keysWords = {
  everywhere: { tr: 'Her yerde', en: 'Everywhere' },
  go: { tr: 'Ekrandan ekrana', en: 'From screen to screen' },
  toTasks: { tr: 'Görevlere git', en: 'Go to tasks' },
  toImport: { tr: 'İçe aktarmaya git', en: 'Go to the import' },
  tasks: { tr: 'Görevlerde', en: 'In tasks' },
  next: { tr: 'Sonraki görev', en: 'Next task' },
  previous: { tr: 'Önceki görev', en: 'Previous task' },
  complete: { tr: 'Tamamla', en: 'Mark as done' },
} as const
