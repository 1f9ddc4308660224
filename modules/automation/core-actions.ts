import type { ActionDeclaration } from '../../schema/index.ts'
import { customerRiskSql } from '../insights/index.ts'

/** What every business can do about its key figures. Blueprints declare theirs with the same object. */
export const coreActions: readonly ActionDeclaration[] = [
  {
    key: 'win_back',
    icon: 'win-back',
    title: { en: 'Win customers back', tr: 'Müşterini geri kazan' },
    verb: { en: 'Win back', tr: 'Geri kazan' },
    why: {
      en: '{n} people are well past their own rhythm and have nothing booked.',
      tr: '{n} kişi kendi aralığını epey geçti ve ileri randevusu yok.',
    },
    task: { en: 'Call to win back', tr: 'Geri kazanmak için ara' },
    purpose: 'MARKETING',
    moves: 'at_risk_customers',
    audience: riskAudience('AT_RISK'),
    reason: {
      en: '{days} days since the last visit, usually {usual}',
      tr: '{days} gündür gelmedi, normali {usual}',
    },
  },
  {
    key: 'fill_slots',
    icon: 'slot',
    title: { en: 'Fill empty slots', tr: 'Boş saatleri doldur' },
    verb: { en: 'Fill slots', tr: 'Boş slotu doldur' },
    why: {
      en: 'The time has come for {n} people who have nothing booked.',
      tr: 'Zamanı gelen {n} kişinin ileri randevusu yok.',
    },
    task: { en: 'Call to offer an empty slot', tr: 'Boş saati önermek için ara' },
    purpose: 'MARKETING',
    moves: 'fill_rate_pct',
    audience: riskAudience('DUE'),
    reason: {
      en: '{days} days since the last visit, usually {usual}',
      tr: '{days} gündür gelmedi, normali {usual}',
    },
  },
  {
    key: 'cut_no_shows',
    icon: 'no-show',
    title: { en: 'Cut tomorrow’s no-shows', tr: 'Yarınki gelmemeleri azalt' },
    verb: { en: 'Cut no-shows', tr: 'No-show’u azalt' },
    why: {
      en: '{n} people who missed an appointment before have not confirmed tomorrow’s.',
      tr: 'Daha önce gelmemiş {n} kişi yarınki randevusunu onaylamadı.',
    },
    task: { en: 'Call to confirm tomorrow’s appointment', tr: 'Yarınki randevuyu onaylatmak için ara' },
    purpose: 'TRANSACTIONAL',
    moves: 'no_show_rate_pct',
    audience: ({ tenant, to, timeZone }) => `
      select a.customer_id, a.id as appointment_id, m.missed::numeric as urgency,
        jsonb_build_object('time', to_char(a.starts_at at time zone ${timeZone}, 'HH24:MI'), 'missed', m.missed) as facts
      from appointments a
      join lateral (
        select count(*) as missed from appointments p
        where p.tenant_id = ${tenant} and p.customer_id = a.customer_id and p.status = 'NO_SHOW'
          and p.archived_at is null and p.starts_at > a.starts_at - interval '365 days'
      ) m on m.missed > 0
      where a.tenant_id = ${tenant} and a.status = 'BOOKED' and a.archived_at is null
        and a.starts_at >= (${to} + 1)::timestamp at time zone ${timeZone}
        and a.starts_at < (${to} + 2)::timestamp at time zone ${timeZone}`,
    reason: {
      en: 'Tomorrow {time}, missed {missed} before',
      tr: 'Yarın {time}, daha önce {missed} kez gelmedi',
    },
  },
]

function riskAudience(tier: 'AT_RISK' | 'DUE'): ActionDeclaration['audience'] {
  return (input) => `
    select r.customer_id, null::uuid as appointment_id, (r.days_since / r.cycle_days)::numeric as urgency,
      jsonb_build_object('days', r.days_since, 'usual', round(r.cycle_days::numeric)) as facts
    from (${customerRiskSql(input)}) r where r.tier = '${tier}'`
}
