import { encodeId, recordMeta, type Work } from '../../schema/index.ts'
import { holderOf } from './hanging.ts'
import { StoredFile } from './stored-file.ts'

export const fileEvents = {
  'file.announced': { en: 'File upload begun', tr: 'Dosya yüklenmeye başladı' },
  'file.uploaded': { en: 'File added', tr: 'Dosya eklendi' },
  'file.refused': { en: 'File refused', tr: 'Dosya reddedildi' },
  'file.pictured': { en: 'Thumbnails made', tr: 'Küçük görseller hazırlandı' },
  'file.renamed': { en: 'File renamed', tr: 'Dosyanın adı değişti' },
  'file.downloaded': { en: 'File opened', tr: 'Dosya açıldı' },
  'file.deleted': { en: 'File removed', tr: 'Dosya kaldırıldı' },
  'file.restored': { en: 'File brought back', tr: 'Dosya geri alındı' },
}

/** Writes what happened to a file as a fact about the record that it hangs on. */
export function tellOfFile(
  work: Work,
  type: keyof typeof fileEvents,
  file: StoredFile,
  more: Readonly<Record<string, string | number>> = {},
): void {
  const { meta, uuid } = holderOf(work, file)
  const fileId = encodeId(recordMeta(StoredFile).prefix, file.id)
  work.tellOf(type, { meta, id: uuid }, null, { fileId, kind: file.kind, sizeBytes: file.sizeBytes, ...more })
}
