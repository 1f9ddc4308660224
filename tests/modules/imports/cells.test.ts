import { describe, expect, it } from 'vitest'
import {
  amountCell,
  type CellParser,
  calmName,
  consentCell,
  dateCell,
  defuse,
  emailCell,
  instantCell,
  integerCell,
  nameCell,
  noteCell,
  paymentMethodCell,
  phoneCell,
  type ReadingContext,
  restoreDefused,
  statusCell,
  textCell,
} from '../../../modules/imports/reading/index.ts'

const context: ReadingContext = {
  timeZone: 'Europe/Istanbul',
  country: 'TR',
  currency: 'TRY',
  now: new Date('2026-11-20T14:20:00+03:00'),
}

/** The value of a cell, or the code of its problem. */
function said<T>(
  parse: CellParser<T>,
  text: string,
  changes: Partial<ReadingContext> = {},
): T | string | null {
  const reading = parse(text, { ...context, ...changes })
  return reading.ok ? reading.value : reading.problem.code
}

describe('dates', () => {
  it.each([
    ['01.03.2026', '2026-03-01'],
    ['1.3.2026', '2026-03-01'],
    ['01/03/2026', '2026-03-01'],
    ['1-3-2026', '2026-03-01'],
    ['2026-03-01', '2026-03-01'],
    ['01.03.2026 14:30', '2026-03-01'],
    ['29.02.2024', '2024-02-29'],
    ['29.02.2026', 'IMPOSSIBLE_DATE'],
    ['31.02.2026', 'IMPOSSIBLE_DATE'],
    ['00.01.2026', 'IMPOSSIBLE_DATE'],
    ['03/25/2026', 'IMPOSSIBLE_DATE'],
    ['01.03.26', 'UNREADABLE_DATE'],
    ['1.3-2026', 'UNREADABLE_DATE'],
    ['bugün', 'UNREADABLE_DATE'],
    ['   ', null],
  ])('%j is read as %j', (text, expected) => {
    expect(said(dateCell(), text)).toBe(expected)
  })

  it('in the future are refused where the field is about the past, by the calendar of the business', () => {
    expect(said(dateCell({ past: true }), '21.11.2026')).toBe('FUTURE_DATE')
    expect(said(dateCell({ past: true }), '20.11.2026')).toBe('2026-11-20')
    const lateEvening = { now: new Date('2026-11-20T22:30:00Z') }
    expect(said(dateCell({ past: true }), '21.11.2026', lateEvening)).toBe('2026-11-21')
  })

  it('take the month first only when a person says so', () => {
    expect(said(dateCell(), '03/04/2026')).toBe('2026-04-03')
    expect(said(dateCell(), '03/04/2026', { dateOrder: 'MONTH_FIRST' })).toBe('2026-03-04')
  })

  it('are moved by the weeks of the demo only where the field moves', () => {
    expect(said(dateCell({ moves: true }), '01.03.2026', { shiftWeeks: -2 })).toBe('2026-02-15')
    expect(said(dateCell(), '01.03.2026', { shiftWeeks: -2 })).toBe('2026-03-01')
  })
})

describe('instants', () => {
  const iso = (text: string, changes: Partial<ReadingContext> = {}) => {
    const value = said(instantCell, text, changes)
    return value instanceof Date ? value.toISOString() : value
  }

  it.each([
    ['01.03.2026 14:30', '2026-03-01T11:30:00.000Z'],
    ['1.3.2026 9:05', '2026-03-01T06:05:00.000Z'],
    ['01.03.2026 14.30', '2026-03-01T11:30:00.000Z'],
    ['2026-03-01T14:30:15', '2026-03-01T11:30:15.000Z'],
    ['2026-03-01T14:30:00Z', '2026-03-01T14:30:00.000Z'],
    ['2026-03-01T14:30:00+01:00', '2026-03-01T13:30:00.000Z'],
    ['31.02.2026 10:00', 'IMPOSSIBLE_DATE'],
    ['01.03.2026 25:00', 'IMPOSSIBLE_DATE'],
    ['01.03.2026 14:60', 'IMPOSSIBLE_DATE'],
    ['01.03.2026', 'TIME_MISSING'],
    ['01.03.2026 öğlen', 'UNREADABLE_DATE'],
    ['', null],
  ])('%j is wall-clock time of the business: %j', (text, expected) => {
    expect(iso(text)).toBe(expected)
  })

  it('that daylight saving skipped are refused, and of a doubled hour the first is taken', () => {
    const berlin = { timeZone: 'Europe/Berlin' }
    expect(iso('29.03.2026 02:30', berlin)).toBe('SKIPPED_TIME')
    expect(iso('25.10.2026 02:30', berlin)).toBe('2026-10-25T00:30:00.000Z')
  })

  it('keep their wall-clock time when the demo moves them across a change of the clocks', () => {
    expect(iso('28.03.2026 14:30', { timeZone: 'Europe/Berlin', shiftWeeks: 1 })).toBe(
      '2026-04-04T12:30:00.000Z',
    )
  })
})

describe('amounts', () => {
  it.each([
    ['1.250,00 TL', 125000n],
    ['1.250,00 ₺', 125000n],
    ['₺1.250,00', 125000n],
    ['1.250,00', 125000n],
    ['1250.00', 125000n],
    ['1,250.00', 125000n],
    ['1 250,00', 125000n],
    ['1\u00a0250,00 TL', 125000n],
    ['1.250.000 TL', 125000000n],
    ['36.700,50', 3670050n],
    ['1250', 125000n],
    ['1250,5', 125050n],
    ['0,00', 0n],
    ['0,00 ₺', 0n],
    ['TRY 350,00', 35000n],
    ['1.250', 'AMBIGUOUS_AMOUNT'],
    ['1,250', 'AMBIGUOUS_AMOUNT'],
    ['1.250 TL', 'AMBIGUOUS_AMOUNT'],
    ['-250,00', 'NEGATIVE_AMOUNT'],
    ['1250,005', 'UNREADABLE_AMOUNT'],
    ['1.25,00', 'UNREADABLE_AMOUNT'],
    ['1.250,00,00', 'UNREADABLE_AMOUNT'],
    ['1,2.3,4', 'UNREADABLE_AMOUNT'],
    ['12,', 'UNREADABLE_AMOUNT'],
    ['bedava', 'UNREADABLE_AMOUNT'],
    ['=1+1', 'UNREADABLE_AMOUNT'],
    ['99999999999999,00', 'UNREADABLE_AMOUNT'],
    ['1.250,00 €', 'FOREIGN_CURRENCY'],
    ['USD 12,00', 'FOREIGN_CURRENCY'],
    ['', null],
  ])('%j is %s in minor units, or refused', (text, expected) => {
    expect(said(amountCell, text)).toBe(expected)
  })

  it('with one mark before three digits are read once a person says which mark is the decimal one', () => {
    expect(said(amountCell, '1.250', { decimalMark: ',' })).toBe(125000n)
    expect(said(amountCell, '1.250', { decimalMark: '.' })).toBe('UNREADABLE_AMOUNT')
  })

  it('follow the decimals of the currency', () => {
    expect(said(amountCell, '1250', { currency: 'JPY' })).toBe(1250n)
    expect(said(amountCell, '1.250', { currency: 'JPY' })).toBe(1250n)
    expect(said(amountCell, '1250.5', { currency: 'JPY' })).toBe('UNREADABLE_AMOUNT')
  })
})

describe('telephones and e-mails', () => {
  it.each([
    ['+90 (532) 328-2791', '+905323282791'],
    ['0532 328 27 91', '+905323282791'],
    [' 0(532) 328 27 91 ', '+905323282791'],
    ['0(532)3282791', '+905323282791'],
    ['+90(532)328-2791', '+905323282791'],
    ['905323282791', '+905323282791'],
    ['5323282791', '+905323282791'],
    ['00905323282791', '+905323282791'],
    ['="05323282791"', '+905323282791'],
    ['0212 7434526', '+902127434526'],
    ['+49 171 1234567', '+491711234567'],
    ['123', 'INVALID_PHONE'],
    ['0532 328 27', 'INVALID_PHONE'],
    ['yok', null],
    ['YOK', null],
    ['-', null],
    ['', null],
  ])('%j is the number %j', (text, expected) => {
    expect(said(phoneCell, text)).toBe(expected)
  })

  it.each([
    ['IREM.BULUT84@GMAIL.COM', 'irem.bulut84@gmail.com'],
    [' a.b@x.com.tr ', 'a.b@x.com.tr'],
    ['mailto:a@b.co', 'a@b.co'],
    ['a@b', 'INVALID_EMAIL'],
    ['a..b@c.com', 'INVALID_EMAIL'],
    ['ayşe@x.com', 'INVALID_EMAIL'],
    ['yok', null],
    ['', null],
  ])('%j is the address %j', (text, expected) => {
    expect(said(emailCell, text)).toBe(expected)
  })

  it('an address written with "at" is not repaired in silence but suggested', () => {
    const reading = emailCell('IREM.BULUT84 at GMAIL.COM', context)
    expect(reading).toMatchObject({
      ok: false,
      problem: { code: 'INVALID_EMAIL', suggestion: 'irem.bulut84@gmail.com' },
    })
  })
})

describe('words of closed lists', () => {
  it.each([
    ['Evet', true],
    ['E', true],
    ['evet', true],
    ['EVET', true],
    ['Hayır', false],
    ['HAYIR', false],
    ['H', false],
    ['', null],
    ['belki', 'UNKNOWN_CHOICE'],
  ])('consent %j is %j, and silence is no consent', (text, expected) => {
    expect(said(consentCell, text)).toBe(expected)
  })

  it.each([
    ['Geldi', 'DONE', null],
    ['Gelmedi', 'NO_SHOW', null],
    ['İptal', 'CANCELLED', 'OTHER'],
    ['IPTAL', 'CANCELLED', 'OTHER'],
    ['Ertelendi', 'CANCELLED', 'POSTPONED'],
    ['Müşteri iptali', 'CANCELLED', 'CUSTOMER'],
    ['Onaylı', 'CONFIRMED', null],
    ['Bekliyor', 'BOOKED', null],
    ['no-show', 'NO_SHOW', null],
    ['Canceled', 'CANCELLED', 'OTHER'],
    ['Confirmed', 'CONFIRMED', null],
  ])('status %j is %s with the reason %j', (text, status, cancelReason) => {
    expect(said(statusCell, text)).toEqual({ status, cancelReason })
  })

  it('a status that is none is refused and names the ones there are', () => {
    const reading = statusCell('Silindi', context)
    expect(reading.ok || reading.problem.message.tr).toContain('Geldi')
  })

  it.each([
    ['Nakit', 'CASH'],
    ['Kart', 'CARD'],
    ['Havale', 'TRANSFER'],
    ['Havale / EFT', 'TRANSFER'],
    ['cash', 'CASH'],
    ['', null],
  ])('payment %j is %j', (text, expected) => {
    expect(said(paymentMethodCell, text)).toBe(expected)
  })
})

describe('whole numbers', () => {
  it.each([
    ['45', 45],
    ['45 dk', 45],
    ['20.743', 20743],
    ['30.000', 30000],
    ['1.000.000 km', 1000000],
    ['259 964 km', 259964],
    ['45,0', 45],
    ['45,5', 'UNREADABLE_NUMBER'],
    ['-3', 'NUMBER_OUT_OF_RANGE'],
    ['', null],
  ])('%j is %j', (text, expected) => {
    expect(said(integerCell({ min: 0, max: 1_000_000 }), text)).toBe(expected)
  })
})

describe('names', () => {
  it.each([
    ['MERVE', 'Merve'],
    ['ELIF', 'Elif'],
    ['ASLI', 'Aslı'],
    ['ŞAHIN', 'Şahin'],
    ['İBRAHIM', 'İbrahim'],
    ['HÜSEYIN', 'Hüseyin'],
    ['SELIN', 'Selin'],
    ['RIZA', 'Rıza'],
    ['IŞIK', 'Işık'],
    ['BARIŞ', 'Barış'],
    ['IREM', 'İrem'],
    ['İREM', 'İrem'],
    ['YILDIZ', 'Yıldız'],
    ['FILIZ', 'Filiz'],
    ['AYŞE NUR YILMAZ-KAYA', 'Ayşe Nur Yılmaz-Kaya'],
    ['MAXIM', 'Maxim'],
    ['Ayşe', 'Ayşe'],
    ['ayşe', 'ayşe'],
    ['McDonald', 'McDonald'],
    ['A. KAYA', 'A. Kaya'],
    ['Ş', 'Ş'],
    ['Kara\u00a0 Kaya ', 'Kara Kaya'],
  ])('%j is written %j', (text, expected) => {
    expect(said(nameCell({ maxLength: 100 }), text)).toBe(expected)
  })

  it('in capitals get their letters composed, so that İ never becomes i with a loose dot', () => {
    expect(calmName('İPEK')).toBe('İpek')
    expect([...calmName('ALİ')]).toHaveLength(3)
  })
})

describe('text', () => {
  it('keeps a formula letter for letter and line breaks as they are', () => {
    const note = noteCell({ maxLength: 100 })
    expect(said(note, '=HYPERLINK("http://x")')).toBe('=HYPERLINK("http://x")')
    expect(said(note, 'Öğleden sonra arayın\r\nlütfen')).toBe('Öğleden sonra arayın\nlütfen')
  })

  it('is refused when it is damaged or too long', () => {
    expect(said(textCell({ maxLength: 5 }), 'M\uFFFD\uFFFD')).toBe('DAMAGED_TEXT')
    expect(said(textCell({ maxLength: 5 }), 'abcdef')).toBe('TEXT_TOO_LONG')
  })

  it.each([
    '=HYPERLINK("http://x")',
    "+1+cmd|' /C calc'!A0",
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    ' =1+1',
    '\uFF1D1+1',
  ])('%j is defused for a spreadsheet and comes back whole', (text) => {
    expect(defuse(text)).toBe(`'${text}`)
    expect(restoreDefused(defuse(text))).toBe(text)
  })

  it.each(['+905323282791', '+90 (532) 328-2791', '-250,00', '-', 'Ayşe', "'tis", '1-2', ''])(
    '%j is harmless and stays as it is',
    (text) => {
      expect(defuse(text)).toBe(text)
      expect(restoreDefused(text)).toBe(text)
    },
  )
})
