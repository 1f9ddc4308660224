import { encodeId, recordMeta, type Work } from '../../schema/index.ts'
import { StoredFile } from './stored-file.ts'

export const fileEvents = {
  'file.announced': { en: 'File upload begun', tr: 'Dosya yüklenmeye başladı' },
  'file.uploaded': { en: 'File added', tr: 'Dosya eklendi' },
  'file.refused': { en: 'File refused', tr: 'Dosya reddedildi' },
  'file.pictured': { en: 'Thumbnails made', tr: 'Küçük görseller hazırlandı' },
  'file.renamed': { en: 'File renamed', tr: 'Dosyanın adı değişti' },
  'file.downloaded': { en: 'File opened', tr: 'Dosya açıldı' },
  'file.deleted': { en: 'File removed', tr: 'Dosya kaldırıldı' },
  'file.erased': { en: 'File erased', tr: 'Dosya kalıcı olarak silindi' },
  'file.restored': { en: 'File brought back', tr: 'Dosya geri alındı' },
}

/**
 * Writes what happened to a file as a fact about the record that it hangs on: whoever sees one hears of the other. Of a
 * record whose sector is no longer installed nothing can be told; then the fact is the file's own.
 */
export function tellOfFile(
  work: Work,
  type: keyof typeof fileEvents,
  file: StoredFile,
  more: Readonly<Record<string, string | number>> = {},
): void {
  const own = recordMeta(StoredFile)
  const holder = work.read.relations.byName.get(file.recordType)
  const subject = holder ? { meta: holder, id: file.recordUuid } : { meta: own, id: file.id }
  const fileId = encodeId(own.prefix, file.id)
  work.tellOf(type, subject, null, { fileId, kind: file.kind, sizeBytes: file.sizeBytes, ...more })
}
