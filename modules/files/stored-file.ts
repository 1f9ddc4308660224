import { Choice, Flag, Instant, Integer, Record, Reference, TenantRecord, Text } from '../../schema/index.ts'
import { Membership } from '../identity/index.ts'

export type FileState = 'WAITING' | 'READY' | 'REFUSED' | 'ERASED'

/**
 * A document or picture that hangs on a record of any kind. Whoever may see the record sees it, and whoever may change
 * the record may add, rename and remove it. The bytes are in the file storage, under the tenant and the file's id.
 */
@Record({
  prefix: 'fil',
  title: { en: 'File', tr: 'Dosya' },
  pluralTitle: { en: 'Files', tr: 'Dosyalar' },
  table: 'stored_files',
  singular: 'file',
  plural: 'files',
  hangsOn: { type: 'recordType', uuid: 'recordUuid', field: 'record' },
  order: [{ field: 'createdAt', direction: 'DESC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'all' },
  },
})
export class StoredFile extends TenantRecord {
  @Text({ label: { en: 'Name', tr: 'Ad' }, privacy: 'pii', list: true })
  name!: string

  @Choice({
    name: 'FileKind',
    label: { en: 'Kind', tr: 'Tür' },
    values: {
      CONTRACT: { en: 'Contract', tr: 'Sözleşme' },
      OFFER: { en: 'Offer', tr: 'Teklif' },
      INVOICE: { en: 'Invoice', tr: 'Fatura' },
      PHOTO: { en: 'Photo', tr: 'Fotoğraf' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    default: 'OTHER',
    list: true,
  })
  kind!: 'CONTRACT' | 'OFFER' | 'INVOICE' | 'PHOTO' | 'OTHER'

  @Choice({
    name: 'FileState',
    label: { en: 'State', tr: 'Durum' },
    values: {
      WAITING: { en: 'Not here yet', tr: 'Bekleniyor' },
      READY: { en: 'Ready', tr: 'Hazır' },
      REFUSED: { en: 'Refused', tr: 'Reddedildi' },
      ERASED: { en: 'Erased', tr: 'Silindi' },
    },
    writable: 'never',
  })
  state!: FileState

  @Text({
    label: { en: 'Media type', tr: 'Dosya biçimi' },
    description: 'e.g. `application/pdf`; what the content was found to be.',
    privacy: 'none',
  })
  mediaType!: string

  @Integer({ label: { en: 'Size, bytes', tr: 'Boyut (bayt)' }, privacy: 'none', min: 1, list: true })
  sizeBytes!: number

  @Text({
    label: { en: 'Checksum', tr: 'Sağlama' },
    description: 'SHA-256 of the content in hexadecimal.',
    privacy: 'none',
    optional: true,
    maxLength: 64,
  })
  checksum!: string | null

  @Integer({ label: { en: 'Width, pixels', tr: 'Genişlik (piksel)' }, privacy: 'none', optional: true })
  width!: number | null

  @Integer({ label: { en: 'Height, pixels', tr: 'Yükseklik (piksel)' }, privacy: 'none', optional: true })
  height!: number | null

  @Flag({
    label: { en: 'Has thumbnails', tr: 'Küçük görseli var' },
    description: 'True once the small pictures are made; a file that is no picture has none.',
    default: false,
  })
  hasThumbnails!: boolean

  @Text({
    label: { en: 'Record type', tr: 'Kayıt türü' },
    description: 'Name of the record that it hangs on, e.g. `Customer`.',
    privacy: 'none',
  })
  recordType!: string

  @Text({
    label: { en: 'Record', tr: 'Kayıt' },
    description: 'Id of the record that it hangs on.',
    privacy: 'none',
  })
  recordId!: string

  /** `recordId` as the database knows it. */
  @Text({ label: { en: 'Record UUID', tr: 'Kayıt UUID' }, privacy: 'secret' })
  recordUuid!: string

  @Instant({ label: { en: 'Arrived', tr: 'Geldiği an' }, privacy: 'none', optional: true })
  arrivedAt!: Date | null

  @Reference(() => Membership, { label: { en: 'Uploaded by', tr: 'Yükleyen' } })
  uploadedBy!: Membership
}
