import { Choice, Integer, Json, Record, Reference, Tags, TenantRecord, Text } from '../../schema/index.ts'
import { ImportRun } from './import-run.ts'

export type ImportOutcome = 'CREATED' | 'MERGED' | 'SKIPPED' | 'CONFLICT' | 'REFUSED'

/** What became of one data line of an imported file, and why. */
@Record({
  prefix: 'iml',
  title: { en: 'Imported line', tr: 'İçe aktarılan satır' },
  pluralTitle: { en: 'Imported lines', tr: 'İçe aktarılan satırlar' },
  table: 'import_lines',
  order: [{ field: 'line', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class ImportLine extends TenantRecord {
  @Reference(() => ImportRun, { inverse: 'lines', label: { en: 'Import', tr: 'İçe aktarma' } })
  run!: ImportRun

  @Integer({
    label: { en: 'Line', tr: 'Satır' },
    description: 'Physical line on which the row starts, as an editor counts.',
    privacy: 'none',
    list: true,
  })
  line!: number

  @Choice({
    name: 'ImportOutcome',
    label: { en: 'Outcome', tr: 'Sonuç' },
    values: {
      CREATED: { en: 'Created', tr: 'Eklendi' },
      MERGED: { en: 'Merged', tr: 'Birleştirildi' },
      SKIPPED: { en: 'Skipped', tr: 'Atlandı' },
      CONFLICT: { en: 'Conflict', tr: 'Çakışıyor' },
      REFUSED: { en: 'Refused', tr: 'Reddedildi' },
    },
    list: true,
  })
  outcome!: ImportOutcome

  @Tags({
    label: { en: 'Codes', tr: 'Kodlar' },
    description: 'Codes of the remarks, the decisive one first.',
    privacy: 'none',
    list: true,
  })
  codes!: string[]

  @Json({
    label: { en: 'Remarks', tr: 'Notlar' },
    description:
      '`[{ code, message { en tr }, effect, field, column, given, suggestion }]`; `effect` is `refused`, `dropped` (only the value) or `noted`.',
    privacy: 'pii',
  })
  remarks!: object

  @Json({
    label: { en: 'Cells', tr: 'Hücreler' },
    description: 'The cells as they stand in the file.',
    privacy: 'pii',
  })
  cells!: string[]

  @Text({ label: { en: 'Record type', tr: 'Kayıt türü' }, privacy: 'none', optional: true })
  recordType!: string | null

  @Text({
    label: { en: 'Record', tr: 'Kayıt' },
    description: 'Id of the record that the line made or was merged into.',
    privacy: 'none',
    optional: true,
  })
  recordId!: string | null

  @Choice({
    name: 'ImportUndone',
    label: { en: 'Undone', tr: 'Geri alma' },
    values: {
      REMOVED: { en: 'Removed', tr: 'Kaldırıldı' },
      RESTORED: { en: 'Restored', tr: 'Eski hâline döndü' },
      KEPT: { en: 'Kept', tr: 'Korundu' },
    },
    optional: true,
  })
  undone!: 'REMOVED' | 'RESTORED' | 'KEPT' | null

  @Text({
    label: { en: 'Kept because', tr: 'Korunma nedeni' },
    description: 'Code: CHANGED_SINCE or IN_USE.',
    privacy: 'none',
    optional: true,
  })
  keptBecause!: string | null

  /** What undoing needs to know. */
  @Json({ label: { en: 'Changes', tr: 'Değişenler' }, privacy: 'secret', optional: true })
  changes!: object | null
}
