import type { Sentence } from './reading/index.ts'

/** What the report says about a line: a problem of a cell, or what the import found when it wrote the row. */
export interface Remark {
  readonly code: string
  readonly message: Sentence
  /** `noted` changed nothing about the line. */
  readonly effect: 'refused' | 'dropped' | 'noted'
  readonly field: string | null
  /** Counted from 0; null where the remark is not about one cell. */
  readonly column: number | null
  readonly given?: string
  readonly suggestion?: string
}

type Details = { readonly field?: string; readonly given?: string }

/** What only the database can tell about a row. Codes are stable; `{given}` is the cell. */
const WORDS = {
  ALREADY_IMPORTED: {
    en: 'This line was imported before.',
    tr: 'Bu satır daha önce içe aktarılmış.',
  },
  NUMBER_TAKEN: {
    en: 'The number {given} already belongs to another record.',
    tr: '{given} numarası başka bir kayda ait.',
  },
  REPEATED_NUMBER: {
    en: 'The number {given} stands on an earlier line of this file.',
    tr: '{given} numarası bu dosyanın önceki bir satırında var.',
  },
  CUSTOMER_UNKNOWN: {
    en: 'No customer "{given}" is known. Import the customers first.',
    tr: '"{given}" diye bir müşteri yok. Önce müşterileri içe aktarın.',
  },
  CUSTOMER_AMBIGUOUS: {
    en: 'Several customers are called "{given}". Add their number or telephone to the file.',
    tr: 'Birden çok müşterinin adı "{given}". Dosyaya müşteri no ya da telefon ekleyin.',
  },
  REFERENCE_UNKNOWN: {
    en: '"{given}" is no number of an imported record.',
    tr: '"{given}" içe aktarılmış bir kaydın numarası değil.',
  },
  SERVICE_UNKNOWN: {
    en: 'There is no service "{given}". Add it, or let the import create what is missing.',
    tr: '"{given}" diye bir hizmet yok. Ekleyin ya da eksiklerin oluşturulmasını seçin.',
  },
  STAFF_UNKNOWN: {
    en: 'Nobody of the staff is called "{given}". Add them, or let the import create who is missing.',
    tr: 'Personelde "{given}" yok. Ekleyin ya da eksiklerin oluşturulmasını seçin.',
  },
  STAFF_MISSING: {
    en: 'The line does not say whose appointment it is.',
    tr: 'Satırda randevunun kimde olduğu yazmıyor.',
  },
  RESOURCE_UNKNOWN: {
    en: 'There is no resource "{given}". Add it, or let the import create what is missing.',
    tr: '"{given}" diye bir kaynak yok. Ekleyin ya da eksiklerin oluşturulmasını seçin.',
  },
  SLOT_OVERLAP: {
    en: 'It overlaps another appointment of the same person or resource and takes no time until someone decides.',
    tr: 'Aynı kişinin ya da kaynağın başka bir randevusuyla çakışıyor; biri karar verene dek yer tutmuyor.',
  },
  STALE: {
    en: 'Its time is over and its status is still open.',
    tr: 'Zamanı geçmiş ama durumu hâlâ açık.',
  },
  FREE_OF_CHARGE: {
    en: 'The amount is 0, so no revenue was recorded.',
    tr: 'Tutar 0 olduğu için ciro kaydı oluşmadı.',
  },
  METHOD_ASSUMED: {
    en: 'The line does not say how it was paid; it counts as "other".',
    tr: 'Nasıl ödendiği yazmıyor; "diğer" sayıldı.',
  },
  CONSENT_KEPT: {
    en: 'The customer refused before; an import does not turn a refusal into a consent.',
    tr: 'Müşteri daha önce reddetmiş; içe aktarma bir reddi onaya çevirmez.',
  },
  EMAIL_OF_ANOTHER: {
    en: 'The e-mail address belongs to another customer and was left there.',
    tr: 'E-posta adresi başka bir müşteriye ait, orada bırakıldı.',
  },
  INVALID: { en: '"{given}" is not valid here.', tr: '"{given}" burada geçerli değil.' },
  TAKEN: { en: '"{given}" belongs to another record.', tr: '"{given}" başka bir kayda ait.' },
} satisfies Record<string, Sentence>

export type RemarkCode = keyof typeof WORDS

export function remark(code: RemarkCode, effect: Remark['effect'], details: Details = {}): Remark {
  const given = details.given?.slice(0, 80)
  const filled = (text: string) => text.replaceAll('{given}', given ?? '')
  const words = WORDS[code]
  return {
    code,
    message: { en: filled(words.en), tr: filled(words.tr) },
    effect,
    field: details.field ?? null,
    column: null,
    ...(given === undefined ? {} : { given }),
  }
}
