import { integerCell, textCell } from '../../modules/imports/index.ts'
import type { RecordImportKind } from '../../schema/index.ts'
import { Vehicle } from './records/vehicle.ts'

/** Vehicles from an earlier system; the owner is named by the number that the customers' file gave them. */
const vehicles: RecordImportKind = {
  key: 'vehicles',
  title: { en: 'Vehicles', tr: 'Araçlar' },
  record: () => Vehicle,
  // A plate moves to another car, a chassis number does not; but not every file has one.
  matchBy: ['vin', 'plate'],
  keepsHigher: ['odometerKm'],
  fields: [
    {
      name: 'owner',
      label: { en: 'Customer number', tr: 'Müşteri no' },
      headers: [
        'Müşteri No',
        'Müşteri Kodu',
        'Cari Kodu',
        'Sahibi No',
        'Customer No',
        'Customer ID',
        'Owner ID',
      ],
      parse: textCell({ maxLength: 100 }),
      required: true,
      onProblem: 'refuse',
    },
    {
      name: 'plate',
      label: { en: 'Plate', tr: 'Plaka' },
      headers: [
        'Plaka',
        'Plaka No',
        'Araç Plakası',
        'Plate',
        'License Plate',
        'Licence Plate',
        'Registration',
      ],
      parse: textCell({ maxLength: 20 }),
      required: true,
      onProblem: 'refuse',
    },
    {
      name: 'vin',
      label: { en: 'Chassis number (VIN)', tr: 'Şasi no (VIN)' },
      headers: ['Şasi No', 'Şasi Numarası', 'Şase No', 'VIN', 'Chassis No'],
      parse: textCell({ maxLength: 24 }),
      onProblem: 'drop',
    },
    {
      name: 'model',
      label: { en: 'Make and model', tr: 'Marka ve model' },
      headers: [
        'Araç',
        'Marka Model',
        'Marka / Model',
        'Marka ve Model',
        'Model',
        'Vehicle',
        'Make and Model',
      ],
      parse: textCell({ maxLength: 120 }),
      required: true,
      onProblem: 'refuse',
    },
    {
      name: 'year',
      label: { en: 'Model year', tr: 'Model yılı' },
      headers: ['Model Yılı', 'Yıl', 'Yılı', 'Model Year', 'Year'],
      parse: integerCell({ min: 1900, max: 2100 }),
      onProblem: 'drop',
    },
    {
      name: 'odometerKm',
      label: { en: 'Odometer, km', tr: 'Kilometre' },
      headers: ['Kilometre', 'KM', 'Km Bilgisi', 'Odometer', 'Mileage'],
      parse: integerCell({ min: 0, max: 3_000_000 }),
      onProblem: 'drop',
    },
  ],
}

export const importKinds = [vehicles]
