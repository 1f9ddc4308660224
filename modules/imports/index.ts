/**
 * Owns bringing data from elsewhere: uploads, what a file is and how it is read, runs in batches with a report of every
 * line, and taking a run back. It writes customers, appointments and their money through the modules that own them; a
 * blueprint declares files of its own records with the cell parsers that are exported here.
 */
import { defineModule } from '../../schema/index.ts'
import { ImportLine } from './import-line.ts'
import { type ImportOptions, ImportRun } from './import-run.ts'
import { ImportsResolver } from './imports.resolver.ts'
import { importNotifications } from './notifications.ts'
import { fileProblemTemplates } from './reading/index.ts'

export { kindsOf } from './kinds.ts'
export * from './reading/index.ts'
export { reportCsv } from './report.ts'
export { ImportRunner, importRunnerKey, type UnfinishedRun } from './runner.ts'
export { createRun } from './start.ts'
export { type StoredUpload, type UploadPlace, type Uploads, uploadsKey } from './uploads.ts'
export { archiveRows, inUse } from './writing/in-use.ts'
export { ImportLine, type ImportOptions, ImportRun }

export const imports = defineModule({
  key: 'imports',
  title: { en: 'Import', tr: 'İçe aktarma' },
  records: [ImportRun, ImportLine],
  resolvers: [ImportsResolver],
  notifications: importNotifications,
  refusals: {
    ...fileProblemTemplates(),
    KIND_UNKNOWN: {
      en: 'The headings do not tell what this file holds. Choose a kind.',
      tr: 'Başlıklardan dosyanın ne olduğu anlaşılmıyor. Bir tür seçin.',
    },
    COLUMNS_MISSING: {
      en: 'No column gives: {fields}. Choose the columns by hand, or another kind.',
      tr: 'Şu alanlar için sütun yok: {fields}. Sütunları elle seçin ya da başka bir tür deneyin.',
    },
    IMPORT_GOING_ON: {
      en: 'Another import is going on. Wait until it is done.',
      tr: 'Başka bir içe aktarma sürüyor. Bitmesini bekleyin.',
    },
    IMPORT_STATUS: {
      en: 'That is not possible with this import now; its status is {status}.',
      tr: 'Bu içe aktarmada şu an mümkün değil; durumu {status}.',
    },
  },
  events: {
    'import.started': { en: 'Import started', tr: 'İçe aktarma başladı' },
    'import.progressed': { en: 'Import went on', tr: 'İçe aktarma ilerledi' },
    'import.finished': { en: 'Import finished', tr: 'İçe aktarma tamamlandı' },
    'import.failed': { en: 'Import interrupted', tr: 'İçe aktarma yarıda kaldı' },
    'import.cancelled': { en: 'Import cancelled', tr: 'İçe aktarma iptal edildi' },
    'import.undo.started': { en: 'Undoing an import', tr: 'İçe aktarma geri alınıyor' },
    'import.undone': { en: 'Import undone', tr: 'İçe aktarma geri alındı' },
    'appointment.deleted': { en: 'Imported appointment removed', tr: 'İçe aktarılan randevu kaldırıldı' },
    'consent.deleted': { en: 'Imported consent removed', tr: 'İçe aktarılan izin kaldırıldı' },
  },
})
