import type { BlueprintSet, Words } from '../../schema/index.ts'

const generated: Readonly<Record<string, Words>> = {
  created: { en: 'created', tr: 'eklendi' },
  updated: { en: 'changed', tr: 'değişti' },
  deleted: { en: 'archived', tr: 'arşivlendi' },
}

/** What an event is called: as its module declares it, else from its record's title, else its own name. */
export function eventTitle(set: BlueprintSet, type: string): Words {
  const declared = set.events[type]
  if (declared) return declared
  const end = type.lastIndexOf('.')
  const record = set.relations.records.find((one) => one.events === type.slice(0, end))
  const happened = generated[type.slice(end + 1)]
  if (!record || !happened) return { en: type, tr: type }
  return { en: `${record.title.en} ${happened.en}`, tr: `${record.title.tr} ${happened.tr}` }
}

/** The module that tells of an event: whoever declares its name, else the one that has its subject. */
export function eventModule(set: BlueprintSet, type: string, subjectType: string | null) {
  const key = set.eventOwners[type] ?? (subjectType && set.relations.byName.get(subjectType)?.module)
  const title = key ? set.titles[key] : undefined
  return key && title ? { key, title } : null
}
