import type { PanelScreen } from '../../../schema/index.ts'
import { words } from '../words.ts'

/** Every car the workshop knows, by plate. */
export const vehicles: PanelScreen = {
  key: 'vehicles',
  title: words.vehicle.many,
  widgets: [
    {
      key: 'vehicles',
      kind: 'RECORD_LIST',
      title: words.vehicle.many,
      document: `query Vehicles {
  vehicles(first: 100) {
    totalCount
    nodes { id plate model year odometerKm maintenanceDueOn inspectionDueOn owner { id name phone } }
  }
}`,
      path: 'vehicles',
      fields: [
        { name: 'plate', label: { en: 'Plate', tr: 'Plaka' }, format: 'PLATE' },
        { name: 'model', label: { en: 'Make and model', tr: 'Marka ve model' }, format: 'TEXT' },
        { name: 'owner.name', label: { en: 'Owner', tr: 'Sahibi' }, format: 'PERSON' },
        { name: 'year', label: { en: 'Year', tr: 'Yıl' }, format: 'TEXT' },
        { name: 'odometerKm', label: { en: 'Odometer', tr: 'Kilometre' }, format: 'KILOMETRES' },
        { name: 'maintenanceDueOn', label: { en: 'Maintenance due', tr: 'Bakım zamanı' }, format: 'DATE' },
      ],
      options: {
        linkPath: 'owner.id',
        empty: { en: 'No vehicle yet.', tr: 'Henüz araç yok.' },
        watch: ['Vehicle'],
      },
    },
  ],
}
