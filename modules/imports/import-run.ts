import {
  Choice,
  Derived,
  Instant,
  Integer,
  Json,
  Record,
  Reference,
  TenantRecord,
  Text,
  Translated,
} from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'
import { Branch } from '../tenancy/index.ts'
import type { Delimiter, FileEncoding } from './reading/index.ts'

export type ImportStatus = 'RUNNING' | 'DONE' | 'FAILED' | 'CANCELLED' | 'UNDOING' | 'UNDONE'

export type DelimiterName = 'SEMICOLON' | 'COMMA' | 'TAB'

/** The character that a name in the API stands for. */
export const delimiters: Readonly<Record<DelimiterName, Delimiter>> = {
  SEMICOLON: ';',
  COMMA: ',',
  TAB: '\t',
}

export function delimiterName(delimiter: Delimiter): DelimiterName {
  return delimiter === ';' ? 'SEMICOLON' : delimiter === ',' ? 'COMMA' : 'TAB'
}

/** What a person set by hand for one import, beside encoding, delimiter and columns. */
export interface ImportOptions {
  /** Makes services, staff and resources that the file names and the business does not have yet. */
  readonly createMissing?: boolean
  readonly decimalMark?: ',' | '.'
  readonly dateOrder?: 'DAY_FIRST' | 'MONTH_FIRST'
  /** Whole weeks added to every moving date; the demo's alone. */
  readonly shiftWeeks?: number
}

const count = (en: string, tr: string, description?: string) =>
  Integer({ label: { en, tr }, privacy: 'none', default: 0, ...(description && { description }) })

/**
 * One file being imported, or imported. Every data line of it is in exactly one of `created`, `merged`, `skipped`,
 * `conflicts` and `refused`, and has an `ImportLine` that says why.
 */
@Record({
  prefix: 'imp',
  title: { en: 'Import', tr: 'İçe aktarma' },
  pluralTitle: { en: 'Imports', tr: 'İçe aktarmalar' },
  table: 'import_runs',
  events: 'import',
  order: [{ field: 'startedAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'none' },
    act: { owner: 'all', manager: 'all', staff: 'none' },
  },
})
export class ImportRun extends TenantRecord {
  @Text({
    label: { en: 'Kind', tr: 'Tür' },
    description: 'Key of the kind of file, e.g. `customers`.',
    privacy: 'none',
    list: true,
  })
  kind!: string

  @Text({ label: { en: 'File', tr: 'Dosya' }, privacy: 'none', list: true })
  fileName!: string

  @Choice({
    name: 'ImportStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      RUNNING: { en: 'Running', tr: 'Sürüyor' },
      DONE: { en: 'Done', tr: 'Tamamlandı' },
      FAILED: { en: 'Interrupted', tr: 'Yarıda kaldı' },
      CANCELLED: { en: 'Cancelled', tr: 'İptal edildi' },
      UNDOING: { en: 'Being undone', tr: 'Geri alınıyor' },
      UNDONE: { en: 'Undone', tr: 'Geri alındı' },
    },
    list: true,
  })
  status!: ImportStatus

  @Choice({
    name: 'ImportEncoding',
    label: { en: 'Encoding', tr: 'Karakter kodlaması' },
    values: {
      UTF_8: { en: 'UTF-8', tr: 'UTF-8' },
      WINDOWS_1254: { en: 'Windows-1254 (Turkish)', tr: 'Windows-1254 (Türkçe)' },
      UTF_16LE: { en: 'Unicode text (UTF-16)', tr: 'Unicode metin (UTF-16)' },
    },
  })
  encoding!: FileEncoding

  @Choice({
    name: 'ImportDelimiter',
    label: { en: 'Delimiter', tr: 'Ayırıcı' },
    values: {
      SEMICOLON: { en: 'Semicolon', tr: 'Noktalı virgül' },
      COMMA: { en: 'Comma', tr: 'Virgül' },
      TAB: { en: 'Tab', tr: 'Sekme' },
    },
  })
  delimiter!: DelimiterName

  @Json({
    label: { en: 'Columns', tr: 'Sütunlar' },
    description: 'What each column was read as: `[{ column, heading, field }]`.',
    privacy: 'none',
  })
  mapping!: object

  @count('Lines', 'Satır', 'Data lines of the file, the heading not counted.')
  totalLines!: number

  @count('Lines done', 'İşlenen satır')
  doneLines!: number

  @Derived({
    as: 'integer',
    label: { en: 'Progress, %', tr: 'İlerleme (%)' },
    privacy: 'none',
    sql: (row) =>
      `case when ${row}.total_lines = 0 then 0 else ${row}.done_lines * 100 / ${row}.total_lines end`,
  })
  progress!: number | null

  @count('Created', 'Eklenen')
  created!: number

  @count('Merged', 'Birleştirilen', 'Belonged to a record that was there already.')
  merged!: number

  @count('Skipped', 'Atlanan', 'Were there already, and changed nothing.')
  skipped!: number

  @count('Conflicts', 'Çakışan', 'Imported, and overlapping something else: a person decides.')
  conflicts!: number

  @count('Refused', 'Reddedilen')
  refused!: number

  @count('With remarks', 'Notlu', 'Lines of any outcome about which the report remarks something.')
  remarked!: number

  @count('Undone', 'Geri alınan', 'Lines whose record was removed or restored when the import was undone.')
  undone!: number

  @count(
    'Kept',
    'Korunan',
    'Lines whose record was left as it is when the import was undone, because it is in use.',
  )
  kept!: number

  @Instant({ label: { en: 'Started', tr: 'Başlangıç' }, privacy: 'none', list: true })
  startedAt!: Date

  @Instant({ label: { en: 'Finished', tr: 'Bitiş' }, privacy: 'none', optional: true })
  finishedAt!: Date | null

  @Text({ label: { en: 'Error code', tr: 'Hata kodu' }, privacy: 'none', optional: true })
  errorCode!: string | null

  @Translated({
    label: { en: 'Error', tr: 'Hata' },
    description: 'Why it stopped, and what to do.',
    privacy: 'none',
    optional: true,
  })
  error!: { en: string; tr: string } | null

  @Reference(() => Membership, { label: { en: 'Started by', tr: 'Başlatan' } })
  startedBy!: Membership

  @Reference(() => Branch, { inverse: 'importRuns', label: { en: 'Branch', tr: 'Şube' } })
  branch!: Branch

  /** Name of the file in the storage of uploads. */
  @Text({ label: { en: 'Upload', tr: 'Yükleme' }, privacy: 'secret' })
  uploadId!: string

  @Json({ label: { en: 'Options', tr: 'Seçenekler' }, privacy: 'secret' })
  options!: ImportOptions

  /** Physical line of the last row that is committed: a resumed run goes on behind it. */
  @Integer({ label: { en: 'Last line', tr: 'Son satır' }, privacy: 'secret' })
  lastLine!: number
}
