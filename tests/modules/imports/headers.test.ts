import { describe, expect, it } from 'vitest'
import {
  appointmentsKind,
  correctColumns,
  customersKind,
  defineImportKind,
  detectKind,
  fold,
  matchHeaders,
  missingFields,
  textCell,
} from '../../../modules/imports/reading/index.ts'

const kinds = [customersKind, appointmentsKind]
const fieldsOf = (headings: string[], kind = customersKind) =>
  matchHeaders(kind, headings).map(({ field }) => field)

describe('headings', () => {
  it('are compared without case, Turkish letters and punctuation', () => {
    expect(fold('Süre (dk)')).toBe('sure dk')
    expect(new Set(['İPTAL', 'IPTAL', 'iptal', 'ıptal', 'I\u0307ptal'].map(fold))).toEqual(new Set(['iptal']))
  })

  it('are understood in Turkish and in English', () => {
    expect(fieldsOf(['MÜŞTERİ NO', 'Adı', 'SOYADI', 'cep_telefonu', 'E-Posta'])).toEqual([
      'externalRef',
      'givenName',
      'familyName',
      'phone',
      'email',
    ])
    expect(
      fieldsOf(['Customer ID', 'First Name', 'Last Name', 'Mobile Phone', 'Email', 'Shoe size']),
    ).toEqual(['externalRef', 'givenName', 'familyName', 'phone', 'email', null])
  })

  it('fill a field once, from the column that names it best', () => {
    expect(fieldsOf(['Telefon', 'Cep Telefonu'])).toEqual([null, 'phone'])
    expect(fieldsOf(['Telefon 1', 'Telefon 2'])).toEqual(['phone', null])
  })

  it('can be corrected, and a field moved to another column leaves its old one', () => {
    const detected = matchHeaders(customersKind, ['Ad', 'Telefon', 'Yedek'])
    const corrected = correctColumns(customersKind, detected, [
      { column: 2, field: 'phone' },
      { column: 0, field: 'nonsense' },
    ])
    expect(corrected.map(({ field }) => field)).toEqual(['givenName', null, 'phone'])
    expect(correctColumns(customersKind, detected, [{ column: 1, field: null }])[1]?.field).toBeNull()
  })

  it('tell the kind of a file, and null where they fit none', () => {
    expect(detectKind(kinds, ['Müşteri No', 'Ad', 'Soyad', 'Cep Telefonu'])?.kind.key).toBe('customers')
    expect(detectKind(kinds, ['Müşteri No', 'Hizmet', 'Tarih', 'Durum'])?.kind.key).toBe('appointments')
    expect(detectKind(kinds, ['Ürün', 'Adet'])).toBeNull()
    const double = { ...customersKind, key: 'patients' }
    expect(detectKind([...kinds, double], ['Ad', 'Soyad'])).toBeNull()
  })

  it('leave a list of what is missing', () => {
    const columns = matchHeaders(appointmentsKind, ['Hizmet', 'Tarih'])
    expect(missingFields(appointmentsKind, columns)).toEqual([
      'status',
      'customerRef/customerPhone/customerName',
    ])
  })
})

describe('a kind', () => {
  const field = {
    name: 'plate',
    label: { en: 'Plate', tr: 'Plaka' },
    headers: ['Plaka'],
    parse: textCell({ maxLength: 20 }),
    onProblem: 'refuse' as const,
  }
  const title = { en: 'Vehicles', tr: 'Araçlar' }

  it('declared wrongly is refused with a sentence that names it', () => {
    expect(() => defineImportKind({ key: 'vehicles', title, fields: [field, field] })).toThrow(
      'Import kind "vehicles", field "plate" is declared twice.',
    )
    expect(() => defineImportKind({ key: 'vehicles', title, fields: [{ ...field, headers: [] }] })).toThrow(
      'has no headers',
    )
    const optional = { ...field, required: true, onProblem: 'drop' as const }
    expect(() => defineImportKind({ key: 'vehicles', title, fields: [optional] })).toThrow(
      'must refuse the row',
    )
    expect(() => defineImportKind({ key: 'vehicles', title, fields: [field], oneOf: [['vin']] })).toThrow(
      '"vin"',
    )
  })

  it('has no heading that stands for two of its fields', () => {
    for (const kind of kinds) {
      const headings = kind.fields.flatMap(({ headers }) => [...new Set(headers.map(fold))])
      expect(headings.filter((heading, at) => headings.indexOf(heading) !== at)).toEqual([])
    }
  })
})
