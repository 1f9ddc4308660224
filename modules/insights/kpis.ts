import type { Kpi } from '../../schema/index.ts'
import { Appointment } from '../calendar/index.ts'
import { Customer } from '../customers/index.ts'
import { customerRiskSql } from './customer-risk.ts'
import { fillRateSql } from './fill-rate.ts'

/** The figures that every business has. Blueprints declare theirs with the same object. */
export const coreKpis: readonly Kpi[] = [
  {
    id: 'revenue_today',
    version: 1,
    title: { en: 'Revenue today', tr: 'Bugünkü ciro' },
    explanation: {
      en: 'Net amount (gross less discount, tax and fee) of the sales of the day, reversals of the day subtracted, in the currency of the business. No denominator. Compared with the whole of the same weekday last week.',
      tr: 'Günün satışlarının net tutarı (brütten indirim, KDV ve komisyon düşülür), günün iadeleri çıkarılarak, işletmenin para biriminde. Paydası yoktur. Geçen haftanın aynı gününün tamamıyla karşılaştırılır.',
    },
    unit: 'minor',
    good: 'up',
    windowDays: 1,
    compare: 'same-weekday',
    decimals: 0,
    formula: { kind: 'sum', measures: ['revenue_net'] },
    action: { label: { en: 'Fill empty slots', tr: 'Boş slotu doldur' }, path: '/calendar' },
  },
  {
    id: 'fill_rate_pct',
    version: 1,
    title: { en: 'Occupancy', tr: 'Doluluk' },
    explanation: {
      en: 'Minutes of the staff that appointments of the day take (booked, confirmed, arrived, in service or done) within working hours, of all working minutes of the active staff that day. Processing time does not count as taken; holds, cancelled, missed and conflicting appointments take nothing; overlapping time counts once. Earlier days are computed with the working hours of now.',
      tr: 'Günün randevularının (bekliyor, onaylı, geldi, işlemde, tamamlandı) çalışma saatleri içinde personelden aldığı dakikaların, o gün çalışan personelin toplam çalışma dakikasına oranı. Bekleme (işlem) süresi dolu sayılmaz; tutulan, iptal, gelmeyen ve çakışan randevular yer tutmaz; üst üste binen süre bir kez sayılır. Geçmiş günler bugünkü çalışma saatleriyle hesaplanır.',
    },
    unit: 'percent',
    good: 'up',
    windowDays: 1,
    compare: 'same-weekday',
    decimals: 1,
    formula: {
      kind: 'asOf',
      text: '100 × booked staff minutes / working staff minutes',
      counts: () => Appointment,
      history: 'recomputed',
      sql: fillRateSql,
    },
    action: { label: { en: 'Fill empty slots', tr: 'Boş slotu doldur' }, path: '/calendar' },
  },
  {
    id: 'no_show_rate_pct',
    version: 1,
    title: { en: 'No-show rate', tr: 'Gelmeme oranı' },
    explanation: {
      en: 'Missed appointments of the last 28 days, of those that were either done or missed, by the day they were scheduled for. Cancelled and still open ones are in neither number. Compared with the 28 days before.',
      tr: 'Son 28 günün gelinmeyen randevularının, aynı günlerin tamamlanan ve gelinmeyen randevularının toplamına oranı; randevunun planlandığı güne göre. İptal edilenler ve açık olanlar hiçbirinde sayılmaz. Önceki 28 günle karşılaştırılır.',
    },
    unit: 'percent',
    good: 'down',
    windowDays: 28,
    compare: 'previous-window',
    decimals: 1,
    formula: {
      kind: 'ratio',
      numerator: ['appointments_no_show'],
      denominator: ['appointments_done', 'appointments_no_show'],
    },
    action: { label: { en: 'Cut no-shows', tr: "No-show'u azalt" }, path: '/calendar' },
  },
  {
    id: 'at_risk_customers',
    version: 1,
    title: { en: 'Customers at risk', tr: 'Riskteki müşteri' },
    explanation: {
      en: 'Customers whose last completed visit lies 1.3 to 2 times their own cycle back and who have nothing booked; the base is all customers with a completed visit. The cycle is the median gap of their visits in a service category from the third visit on, before that the usual one of the sector, and at least a quarter of it. Of several categories the best one counts. Staff get the customers that they serve. Risk model 1.',
      tr: 'Son tamamlanan ziyaretinin üzerinden kendi aralığının 1,3 ile 2 katı kadar süre geçen ve ileri randevusu olmayan müşteriler; taban, tamamlanmış ziyareti olan bütün müşterilerdir. Aralık, bir hizmet grubunda üçüncü ziyaretten itibaren ziyaretler arası sürenin ortancası, öncesinde sektörün olağan süresidir ve onun dörtte birinden kısa olmaz. Birden çok grupta en iyi durum geçerlidir. Personel kendi müşterilerini görür. Risk modeli 1.',
    },
    unit: 'count',
    good: 'down',
    windowDays: 1,
    compare: 'same-weekday',
    decimals: 0,
    formula: {
      kind: 'asOf',
      text: 'customers with 1.3 < days since last visit / cycle ≤ 2 and no appointment ahead',
      counts: () => Customer,
      countsBy: 'act',
      history: 'kept',
      sql: (input) => `
        select count(*) filter (where r.tier = 'AT_RISK') as numerator, count(*) as denominator
        from (${customerRiskSql(input)}) r
        join customers c on c.tenant_id = ${input.tenant} and c.id = r.customer_id
        where c.archived_at is null and ${input.counted('c')}`,
    },
    action: { label: { en: 'Win back', tr: 'Geri kazan' }, path: '/customers' },
  },
  {
    id: 'cancellation_rate_pct',
    version: 1,
    title: { en: 'Cancellation rate', tr: 'İptal oranı' },
    explanation: {
      en: 'Cancelled appointments of the last 28 days, of all appointments scheduled for those days, whatever became of them. Postponed ones are in the denominator only: the visit moved, it was not lost. Holds are in neither. Compared with the 28 days before.',
      tr: 'Son 28 günün iptal edilen randevularının, o günlere planlanan bütün randevulara oranı. Ertelenenler yalnız paydada sayılır: ziyaret kaybedilmedi, taşındı. Tutulanlar hiçbirinde sayılmaz. Önceki 28 günle karşılaştırılır.',
    },
    unit: 'percent',
    good: 'down',
    windowDays: 28,
    compare: 'previous-window',
    decimals: 1,
    formula: {
      kind: 'ratio',
      numerator: ['appointments_cancelled'],
      denominator: ['appointments_scheduled'],
    },
    action: { label: { en: 'Fill empty slots', tr: 'Boş slotu doldur' }, path: '/calendar' },
  },
]

/** The first screen's row for a blueprint that names none. */
export const coreKpiCards = ['revenue_today', 'fill_rate_pct', 'no_show_rate_pct', 'at_risk_customers']
