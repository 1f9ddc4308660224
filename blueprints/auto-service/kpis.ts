import type { Kpi } from '../../schema/index.ts'
import { maintenanceDueSql, ownersAppointment, Vehicle } from './records/vehicle.ts'
import { stepsInside, VehicleJobCard } from './records/vehicle-job-card.ts'

const inside = stepsInside.map((step) => `'${step}'`).join(', ')

/** Figures of a workshop beside the core's. */
export const kpis: readonly Kpi[] = [
  {
    id: 'cars_inside',
    version: 1,
    title: { en: 'Cars inside', tr: 'İçerideki araç' },
    explanation: {
      en: 'Vehicles with a job card that is neither delivered nor cancelled.',
      tr: 'Teslim edilmemiş ve iptal olmamış iş emri bulunan araçlar.',
    },
    unit: 'count',
    good: 'up',
    windowDays: 1,
    compare: 'previous-window',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'vehicles with an open job card',
      counts: () => VehicleJobCard,
      history: 'kept',
      sql: ({ tenant, counted }) => `
        select count(distinct j.vehicle_id) as numerator, null::bigint as denominator
        from auto_vehicle_job_cards j
        where j.tenant_id = ${tenant} and j.archived_at is null and j.step in (${inside}) and ${counted('j')}`,
    },
    action: { label: { en: 'Job cards', tr: 'İş emirleri' }, path: '/jobs' },
  },
  {
    id: 'pending_approvals_minor',
    version: 1,
    title: { en: 'Waits for approval', tr: 'Onay bekleyen' },
    explanation: {
      en: 'Prices of the lines that customers were asked about and have not decided, on open job cards. Base: the number of those lines.',
      tr: 'Açık iş emirlerinde müşteriye sorulmuş ve karar verilmemiş kalemlerin tutarı. Taban: bu kalemlerin sayısı.',
    },
    unit: 'minor',
    good: 'down',
    windowDays: 1,
    compare: 'previous-window',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'prices of lines that wait for approval',
      counts: () => VehicleJobCard,
      history: 'kept',
      sql: ({ tenant, counted }) => `
        select coalesce(sum(l.price_minor), 0) as numerator, count(*) as denominator
        from auto_job_lines l
        join auto_vehicle_job_cards j on j.tenant_id = l.tenant_id and j.id = l.job_card_id
        where l.tenant_id = ${tenant} and l.archived_at is null and j.archived_at is null
          and l.approval = 'PENDING' and j.step in (${inside}) and ${counted('j')}`,
    },
    action: { label: { en: 'Ask for approval', tr: 'Onay iste' }, path: '/jobs' },
  },
  {
    id: 'maintenance_due',
    version: 1,
    title: { en: 'Maintenance due', tr: 'Bakımı gelen' },
    explanation: {
      en: 'Vehicles whose maintenance (the agreed day, else a year after the owner’s last completed visit; at once when the kilometres are reached) fell due within the last year and whose owner has nothing booked. Base: all vehicles.',
      tr: 'Bakım zamanı (kararlaştırılan gün, yoksa sahibinin son tamamlanan ziyaretinden bir yıl sonrası; kilometre dolduysa hemen) son bir yıl içinde gelmiş ve sahibinin ileri randevusu olmayan araçlar. Taban: bütün araçlar.',
    },
    unit: 'count',
    good: 'down',
    windowDays: 1,
    compare: 'previous-window',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'vehicles due within the last year with nothing booked',
      counts: () => Vehicle,
      history: 'kept',
      sql: ({ tenant, to, now, counted }) => `
        select count(*) filter (where v.due_on between ${to} - 365 and ${to} and not v.booked) as numerator,
          count(*) as denominator
        from (select ${maintenanceDueSql('v')} as due_on,
            ${ownersAppointment('v', 'count(*) > 0', `a.starts_at > ${now} and a.status in ('HELD', 'BOOKED', 'CONFIRMED')`)} as booked
          from auto_vehicles v
          where v.tenant_id = ${tenant} and v.archived_at is null and ${counted('v')}) v`,
    },
    action: { label: { en: 'Call in', tr: 'Çağır' }, path: '/vehicles' },
  },
]
