import { fold } from '../fold.ts'
import { blank, type CellParser, read, unread } from '../kind.ts'
import { cellProblem } from '../problem.ts'
import { plainText } from './text.ts'

/**
 * One of a closed list: for each value the words that exports use for it, in Turkish and English. Words are
 * compared folded, so case, Turkish letters and punctuation do not matter.
 *
 * @throws Error at declaration when one word stands for two values
 */
export function choiceCell<T>(choices: ReadonlyArray<readonly [T, readonly string[]]>): CellParser<T> {
  const byWord = new Map<string, T>()
  for (const [value, words] of choices) {
    for (const word of words) {
      const key = fold(word)
      if (byWord.has(key) && byWord.get(key) !== value)
        throw new Error(`The word "${word}" stands for two values.`)
      byWord.set(key, value)
    }
  }
  const expected = choices.map(([, words]) => words[0]).join(', ')
  return (text) => {
    const given = plainText(text)
    if (given === '') return blank
    const value = byWord.get(fold(given))
    return value === undefined ? unread(cellProblem('UNKNOWN_CHOICE', { given, expected })) : read(value)
  }
}

/**
 * Whether a person agreed to messages. A blank cell is unknown (null), and so must it be treated: no consent
 * is ever derived from silence.
 */
export const consentCell: CellParser<boolean> = choiceCell<boolean>([
  [true, ['Evet', 'E', 'Var', 'İzinli', 'Onaylı', 'Verildi', 'Yes', 'Y', 'True', '1', 'Granted', 'Opt-in']],
  [false, ['Hayır', 'H', 'Yok', 'İzinsiz', 'Red', 'Reddetti', 'No', 'N', 'False', '0', 'Refused', 'Opt-out']],
])

/** Life of an appointment as the calendar stores it. */
export type ImportedStatus =
  | 'HELD'
  | 'BOOKED'
  | 'CONFIRMED'
  | 'ARRIVED'
  | 'IN_SERVICE'
  | 'DONE'
  | 'NO_SHOW'
  | 'CANCELLED'

export interface StatusReading {
  status: ImportedStatus
  /** Set exactly when the status is CANCELLED. OTHER where the export does not say who cancelled. */
  cancelReason: 'CUSTOMER' | 'BUSINESS' | 'POSTPONED' | 'OTHER' | null
}

const status = (name: ImportedStatus): StatusReading => ({ status: name, cancelReason: null })
const cancelled = (cancelReason: StatusReading['cancelReason']): StatusReading => ({
  status: 'CANCELLED',
  cancelReason,
})

/**
 * The status of an appointment. `Geldi` ("came") is how Turkish booking programs close a visit, so it is DONE
 * and not ARRIVED. `Ertelendi` is a cancellation with the reason POSTPONED: the new date is a row of its own.
 */
export const statusCell: CellParser<StatusReading> = choiceCell<StatusReading>([
  [
    status('DONE'),
    ['Geldi', 'Tamamlandı', 'Gerçekleşti', 'Bitti', 'Completed', 'Done', 'Attended', 'Showed', 'Came'],
  ],
  [status('NO_SHOW'), ['Gelmedi', 'No-show', 'Noshow', 'Did not attend', 'Missed']],
  [cancelled('OTHER'), ['İptal', 'İptal edildi', 'Cancelled', 'Canceled']],
  [
    cancelled('CUSTOMER'),
    ['Müşteri iptali', 'Müşteri iptal etti', 'Cancelled by customer', 'Canceled by customer'],
  ],
  [cancelled('BUSINESS'), ['İşletme iptali', 'Cancelled by business', 'Canceled by business']],
  [cancelled('POSTPONED'), ['Ertelendi', 'Postponed', 'Rescheduled', 'Moved']],
  [status('CONFIRMED'), ['Onaylı', 'Onaylandı', 'Teyitli', 'Confirmed', 'Approved']],
  [
    status('BOOKED'),
    ['Bekliyor', 'Beklemede', 'Onay bekliyor', 'Planlandı', 'Yeni', 'Pending', 'Booked', 'Scheduled'],
  ],
  [status('HELD'), ['Opsiyon', 'Ön rezervasyon', 'Held', 'Tentative']],
  [status('ARRIVED'), ['Salonda', 'Kabul edildi', 'Arrived', 'Checked in']],
  [status('IN_SERVICE'), ['İşlemde', 'Başladı', 'In service', 'In progress', 'Started']],
])

/** How an amount was paid. */
export const paymentMethodCell: CellParser<'CASH' | 'CARD' | 'TRANSFER' | 'OTHER'> = choiceCell([
  ['CASH', ['Nakit', 'Peşin', 'Elden', 'Cash']],
  ['CARD', ['Kart', 'Kredi kartı', 'Banka kartı', 'POS', 'Card', 'Credit card', 'Debit card']],
  ['TRANSFER', ['Havale', 'EFT', 'Havale/EFT', 'FAST', 'Banka', 'Transfer', 'Bank transfer', 'Wire']],
  ['OTHER', ['Diğer', 'Çek', 'Senet', 'Other', 'Cheque', 'Check', 'Voucher']],
])
