/** A sentence in both languages of the product. */
export interface Sentence {
  en: string
  tr: string
}

/** What a sentence about a problem may mention; every value is shown as it is. */
export interface ProblemDetails {
  line?: number
  column?: number
  limit?: number
  given?: string
  expected?: string
}

type Wording = (details: ProblemDetails) => Sentence

/**
 * Every way in which a whole file cannot be read. The codes are stable: partners and the panel branch on
 * them, the sentences may be reworded.
 */
const FILE_PROBLEMS = {
  EMPTY_FILE: () => ({
    en: 'The file is empty. Export it again with its heading row and at least one row.',
    tr: 'Dosya boş. Başlık satırı ve en az bir satırla yeniden dışa aktarın.',
  }),
  NO_ROWS: () => ({
    en: 'The file has a heading row and nothing under it.',
    tr: 'Dosyada yalnızca başlık satırı var, altında hiç satır yok.',
  }),
  NOT_TEXT: ({ given }) => ({
    en: `This is ${given ?? 'not a text file'}, not a CSV. In the program it came from choose "Save as" and "CSV UTF-8".`,
    tr: `Bu bir CSV değil (${given ?? 'metin dosyası değil'}). Geldiği programda "Farklı kaydet" ve "CSV UTF-8" seçin.`,
  }),
  FILE_TOO_LARGE: ({ limit }) => ({
    en: `The file is larger than ${limit} bytes. Split it and import the parts one after the other.`,
    tr: `Dosya ${limit} bayttan büyük. Bölün ve parçaları sırayla içe aktarın.`,
  }),
  TOO_MANY_ROWS: ({ limit }) => ({
    en: `The file has more than ${limit} rows. Split it and import the parts one after the other.`,
    tr: `Dosyada ${limit} satırdan fazlası var. Bölün ve parçaları sırayla içe aktarın.`,
  }),
  TOO_WIDE: ({ line, limit }) => ({
    en: `Line ${line} has more than ${limit} columns. Check that the right delimiter is chosen.`,
    tr: `${line}. satırda ${limit} sütundan fazlası var. Doğru ayırıcının seçildiğini kontrol edin.`,
  }),
  ROW_TOO_LONG: ({ line, limit }) => ({
    en: `The row that starts on line ${line} is longer than ${limit} characters. A quotation mark may be missing there.`,
    tr: `${line}. satırda başlayan kayıt ${limit} karakterden uzun. Orada bir tırnak işareti eksik olabilir.`,
  }),
  BROKEN_QUOTES: ({ line }) => ({
    en: `The quotation mark opened on line ${line} is not closed properly. Correct that cell and try again.`,
    tr: `${line}. satırda açılan tırnak işareti düzgün kapanmıyor. O hücreyi düzeltip yeniden deneyin.`,
  }),
} satisfies Record<string, Wording>

/**
 * Every way in which one cell or one row cannot be read. Whether the row is then refused or only loses the
 * value is decided by the field, see `ImportField.onProblem`.
 */
const CELL_PROBLEMS = {
  REQUIRED: () => ({ en: 'This value is missing.', tr: 'Bu değer eksik.' }),
  UNEVEN_ROW: ({ given, expected }) => ({
    en: `The row has ${given} cells, the heading row has ${expected}.`,
    tr: `Satırda ${given} hücre var, başlık satırında ${expected}.`,
  }),
  DAMAGED_TEXT: ({ given }) => ({
    en: `"${given}" holds characters that could not be decoded. Check the encoding.`,
    tr: `"${given}" çözülemeyen karakterler içeriyor. Karakter kodlamasını kontrol edin.`,
  }),
  TEXT_TOO_LONG: ({ limit }) => ({
    en: `The text is longer than ${limit} characters.`,
    tr: `Metin ${limit} karakterden uzun.`,
  }),
  UNREADABLE_DATE: ({ given }) => ({
    en: `"${given}" is not a date. Write it as 01.03.2026 or 2026-03-01, with 14:30 after it where a time is needed.`,
    tr: `"${given}" bir tarih değil. 01.03.2026 ya da 2026-03-01 biçiminde, saat gerekiyorsa ardından 14:30 yazın.`,
  }),
  IMPOSSIBLE_DATE: ({ given }) => ({
    en: `"${given}" does not exist in the calendar.`,
    tr: `"${given}" takvimde yok.`,
  }),
  SKIPPED_TIME: ({ given }) => ({
    en: `"${given}" never happened: the clocks were put forward over it.`,
    tr: `"${given}" hiç yaşanmadı: saatler o anda ileri alındı.`,
  }),
  TIME_MISSING: ({ given }) => ({
    en: `"${given}" has no time of day.`,
    tr: `"${given}" için saat yazılmamış.`,
  }),
  FUTURE_DATE: ({ given }) => ({
    en: `"${given}" is in the future.`,
    tr: `"${given}" gelecekte bir tarih.`,
  }),
  UNREADABLE_AMOUNT: ({ given }) => ({
    en: `"${given}" is not an amount. Write it as 1.250,00 or 1250.00.`,
    tr: `"${given}" bir tutar değil. 1.250,00 ya da 1250.00 biçiminde yazın.`,
  }),
  AMBIGUOUS_AMOUNT: ({ given }) => ({
    en: `"${given}" can be read in two ways. Write the minor units too, such as 1.250,00.`,
    tr: `"${given}" iki türlü okunabilir. Kuruşu da yazın, örneğin 1.250,00.`,
  }),
  NEGATIVE_AMOUNT: ({ given }) => ({
    en: `"${given}" is negative. Returns are recorded as a reversal of a sale, not by import.`,
    tr: `"${given}" negatif. İadeler içe aktarmayla değil, satışın iptaliyle kaydedilir.`,
  }),
  FOREIGN_CURRENCY: ({ given, expected }) => ({
    en: `"${given}" is not in ${expected}, the currency of this business.`,
    tr: `"${given}" bu işletmenin para birimi olan ${expected} değil.`,
  }),
  UNREADABLE_NUMBER: ({ given }) => ({
    en: `"${given}" is not a whole number.`,
    tr: `"${given}" bir tam sayı değil.`,
  }),
  NUMBER_OUT_OF_RANGE: ({ given, expected }) => ({
    en: `"${given}" is outside ${expected}.`,
    tr: `"${given}", ${expected} aralığının dışında.`,
  }),
  INVALID_PHONE: ({ given }) => ({
    en: `"${given}" is not a telephone number.`,
    tr: `"${given}" bir telefon numarası değil.`,
  }),
  INVALID_EMAIL: ({ given, expected }) => ({
    en: `"${given}" is not an e-mail address.${expected ? ` Did you mean ${expected}?` : ''}`,
    tr: `"${given}" bir e-posta adresi değil.${expected ? ` ${expected} mi demek istediniz?` : ''}`,
  }),
  UNKNOWN_CHOICE: ({ given, expected }) => ({
    en: `"${given}" is not one of: ${expected}.`,
    tr: `"${given}" şunlardan biri değil: ${expected}.`,
  }),
} satisfies Record<string, Wording>

/** The sentence of each file problem with `{line}`, `{limit}` and `{given}` where the details go. */
export function fileProblemTemplates(): Record<FileProblemCode, Sentence> {
  const places = { line: '{line}', limit: '{limit}', given: '{given}' } as unknown as ProblemDetails
  const wordings = Object.entries(FILE_PROBLEMS) as [FileProblemCode, Wording][]
  return Object.fromEntries(wordings.map(([code, wording]) => [code, wording(places)])) as Record<
    FileProblemCode,
    Sentence
  >
}

export type FileProblemCode = keyof typeof FILE_PROBLEMS
export type CellProblemCode = keyof typeof CELL_PROBLEMS

/** What is wrong with one cell, with the text as given and, where one is plain, the value probably meant. */
export interface CellProblem {
  code: CellProblemCode
  message: Sentence
  given?: string
  suggestion?: string
}

/** Describes one cell that cannot be used as it stands. */
export function cellProblem(
  code: CellProblemCode,
  details: ProblemDetails & { suggestion?: string } = {},
): CellProblem {
  // A cell may be thousands of characters long, a report line may not.
  const given = details.given === undefined ? undefined : shortened(details.given)
  const wording: Wording = CELL_PROBLEMS[code]
  const message = wording({ ...details, given, expected: details.expected ?? details.suggestion })
  return {
    code,
    message,
    ...(given === undefined ? {} : { given }),
    ...(details.suggestion === undefined ? {} : { suggestion: details.suggestion }),
  }
}

/**
 * A file that cannot be read at all. `message` is the English sentence; `sentence` holds both; `line` is the
 * physical line in the file, counted from 1, where there is one.
 */
export class ImportFileError extends Error {
  readonly sentence: Sentence
  readonly line: number | undefined

  constructor(
    readonly code: FileProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    const wording: Wording = FILE_PROBLEMS[code]
    const sentence = wording(details)
    super(sentence.en)
    this.name = 'ImportFileError'
    this.sentence = sentence
    this.line = details.line
  }
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
