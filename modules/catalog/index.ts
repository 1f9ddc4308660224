/** Owns what the business offers: services with their time, segments, price and needs. Who performs them is the calendar's. */
import { defineModule } from '../../schema/index.ts'
import { Service, type ServiceSegment } from './service.ts'

export { Service, type ServiceSegment }

export const catalog = defineModule({
  key: 'catalog',
  title: { en: 'Services', tr: 'Hizmetler' },
  records: [Service],
  searches: [
    {
      record: () => Service,
      keys: [{ by: 'name', as: 'words' }],
      title: 'name',
      subtitle: ['category'],
      path: '/calendar',
      among: (row) => `${row}.active`,
    },
  ],
  refusals: {
    SEGMENTS_DO_NOT_ADD_UP: {
      en: 'Segments need a kind and minutes, and together last as long as the service.',
      tr: 'Bölümlerin türü ve süresi olmalı, toplamları hizmetin süresine eşit olmalı.',
    },
  },
  events: {
    'service.created': { en: 'Service added', tr: 'Hizmet eklendi' },
    'service.updated': { en: 'Service changed', tr: 'Hizmet değişti' },
    'service.deleted': { en: 'Service archived', tr: 'Hizmet arşivlendi' },
  },
})
