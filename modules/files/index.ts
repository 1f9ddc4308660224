/**
 * Owns the files that hang on records: announcing, checking, naming, removing and bringing back, and how much room
 * they take. A file is seen and changed exactly as far as its record. Where the bytes are, the gateway decides.
 */
import { defineModule } from '../../schema/index.ts'
import { FilesResolver } from './files.resolver.ts'
import { makeThumbnails } from './make-thumbnails.ts'
import { StoredFile } from './stored-file.ts'
import { sweepFiles } from './sweep.ts'
import { fileEvents, tellOfFile } from './tell.ts'

export {
  type AddressedFile,
  type FileAddresses,
  fileAddressesKey,
  type Reading,
  type UploadAddress,
} from './addresses.ts'
export { fileNameFor, mediaTypeOf } from './media-types.ts'
export * from './storage.ts'
export { StoredFile, tellOfFile }

export const files = defineModule({
  key: 'files',
  title: { en: 'Files', tr: 'Dosyalar' },
  records: [StoredFile],
  resolvers: [FilesResolver],
  jobs: [makeThumbnails, sweepFiles],
  schedules: [{ job: sweepFiles, every: 'hour' }],
  refusals: {
    FILE_TYPE: {
      en: 'Files of this type are not taken. Send a picture, a PDF, an office document or plain text.',
      tr: 'Bu türde dosyalar eklenemiyor. Fotoğraf, PDF, ofis belgesi ya da düz metin gönderin.',
    },
    FILE_EMPTY: { en: 'The file is empty.', tr: 'Dosya boş.' },
    FILE_TOO_LARGE_MB: {
      en: 'The file is too large: at most {max} MB.',
      tr: 'Dosya çok büyük: en fazla {max} MB olabilir.',
    },
    FILE_QUOTA: {
      en: 'The room for files is full. Remove files that are no longer needed.',
      tr: 'Dosya alanı doldu. Gerekmeyen dosyaları silin.',
    },
    FILE_NOT_ARRIVED: {
      en: 'The file has not arrived. Send it again.',
      tr: 'Dosya bize ulaşmadı. Yeniden gönderin.',
    },
    FILE_NOT_THERE: {
      en: 'The file is no longer there. Add it again.',
      tr: 'Dosya artık yok. Yeniden ekleyin.',
    },
    FILE_CONTENT: {
      en: 'The content is not what the name says, or it is damaged.',
      tr: 'Dosyanın içeriği türüyle uyuşmuyor ya da dosya bozuk.',
    },
    FILE_TOO_MANY_PIXELS: {
      en: 'The picture has too many pixels. Make it smaller and try again.',
      tr: 'Fotoğrafın çözünürlüğü çok yüksek. Küçültüp yeniden deneyin.',
    },
  },
  events: fileEvents,
})
