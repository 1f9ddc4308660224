import { Appointment } from '../../modules/calendar/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import type { Kpi } from '../../schema/index.ts'
import { recallsDueSql } from './queries/recall.ts'

const open = `('HELD', 'BOOKED', 'CONFIRMED', 'ARRIVED', 'IN_SERVICE')`

/** Figures of a salon beside the core's. */
export const kpis: readonly Kpi[] = [
  {
    id: 'recall_due',
    version: 1,
    title: { en: 'Renewal due', tr: 'Yenilemesi gelen' },
    explanation: {
      en: 'Clients whose last completed visit with a processing time lies further back than their own rhythm (the median gap of their visits, 35 days before the third), at most four times as far, and who have nothing booked.',
      tr: 'Bekleme süreli son işlemi kendi aralığından (ziyaretlerinin ortanca arası, üçüncü ziyarete kadar 35 gün) eski, en çok dört katı kadar eski olan ve ileri randevusu bulunmayan müşteriler.',
    },
    unit: 'count',
    good: 'down',
    windowDays: 1,
    compare: 'previous-window',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'clients past their own rhythm with nothing booked',
      counts: () => Customer,
      history: 'kept',
      sql: (input) =>
        `select count(*) as numerator, null::bigint as denominator from ${recallsDueSql(input)} d`,
    },
    action: { label: { en: 'Call back', tr: 'Geri çağır' }, path: '/recalls' },
  },
  {
    id: 'rebooking_rate_pct',
    version: 1,
    title: { en: 'Rebooking rate', tr: 'Yeniden randevu' },
    explanation: {
      en: 'Clients with a completed visit in the last 28 days who have an appointment ahead, of all clients with a completed visit in those days.',
      tr: 'Son 28 günde tamamlanmış ziyareti olan müşterilerden ileri randevusu bulunanların payı.',
    },
    unit: 'percent',
    good: 'up',
    windowDays: 28,
    compare: 'previous-window',
    decimals: 1,
    formula: {
      kind: 'asOf',
      text: 'clients served who have an appointment ahead / clients served',
      counts: () => Appointment,
      history: 'kept',
      sql: ({ tenant, from, to, now, timeZone, counted }) => `
        select count(*) filter (where exists (
            select from appointments f where f.tenant_id = ${tenant} and f.customer_id = s.customer_id
              and f.starts_at > ${now} and f.status in ${open})) as numerator,
          count(*) as denominator
        from (select distinct a.customer_id from appointments a
          where a.tenant_id = ${tenant} and a.status = 'DONE' and ${counted('a')}
            and (a.starts_at at time zone ${timeZone})::date between ${from} and ${to}) s`,
    },
    action: { label: { en: 'Book the next visit', tr: 'Sonraki randevu' }, path: '/calendar' },
  },
]
