/** A kind of content that is taken. */
export interface MediaType {
  /** `image`: has thumbnails and may be shown in the page. `text`: has no signature to be known by. */
  readonly look: 'image' | 'document' | 'text'
  /** Endings of such a file, the usual one first. */
  readonly endings: readonly string[]
  /** What the content itself says, where that is another name. */
  readonly foundAs?: readonly string[]
}

const oldOffice = ['application/x-cfb']

/**
 * Everything that may be stored. Archives are left out: what is in them cannot be checked. SVG and HTML are left out:
 * they are programs.
 */
export const mediaTypes: Readonly<Record<string, MediaType>> = {
  'image/jpeg': { look: 'image', endings: ['jpg', 'jpeg'] },
  'image/png': { look: 'image', endings: ['png'], foundAs: ['image/apng'] },
  'image/webp': { look: 'image', endings: ['webp'] },
  'image/gif': { look: 'image', endings: ['gif'] },
  'image/avif': { look: 'image', endings: ['avif'] },
  'image/heic': { look: 'image', endings: ['heic'], foundAs: ['image/heif', 'image/heic-sequence'] },
  'image/heif': { look: 'image', endings: ['heif'], foundAs: ['image/heic', 'image/heif-sequence'] },
  'application/pdf': { look: 'document', endings: ['pdf'] },
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': {
    look: 'document',
    endings: ['docx'],
  },
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': {
    look: 'document',
    endings: ['xlsx'],
  },
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': {
    look: 'document',
    endings: ['pptx'],
  },
  'application/vnd.oasis.opendocument.text': { look: 'document', endings: ['odt'] },
  'application/vnd.oasis.opendocument.spreadsheet': { look: 'document', endings: ['ods'] },
  'application/vnd.oasis.opendocument.presentation': { look: 'document', endings: ['odp'] },
  'application/msword': { look: 'document', endings: ['doc'], foundAs: oldOffice },
  'application/vnd.ms-excel': { look: 'document', endings: ['xls'], foundAs: oldOffice },
  'application/vnd.ms-powerpoint': { look: 'document', endings: ['ppt'], foundAs: oldOffice },
  'text/plain': { look: 'text', endings: ['txt', 'log', 'md'] },
  'text/csv': { look: 'text', endings: ['csv'] },
}

/** Undefined for one that is not taken. */
export function mediaTypeOf(name: string): MediaType | undefined {
  return Object.hasOwn(mediaTypes, name) ? mediaTypes[name] : undefined
}

/** The name with the ending of its content: nobody opens a picture that calls itself a program. */
export function fileNameFor(name: string, mediaType: string): string {
  const endings = mediaTypeOf(mediaType)?.endings ?? []
  const ending = name.split('.').at(-1)?.toLowerCase() ?? ''
  return endings.length === 0 || endings.includes(ending) ? name : `${name}.${endings[0]}`
}
