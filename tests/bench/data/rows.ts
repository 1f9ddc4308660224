import { rowIdSql } from './row-id.ts'
import {
  anchor,
  appointmentsPerDay,
  busyDaysBefore,
  daysAhead,
  daysOf,
  servicesPerTenant,
  staffPerTenant,
} from './size.ts'

/** The tenants that a statement fills: rows `(number, id, branch_id, department_id)`. */
export const tenantsTable = 'bench_tenants'

export interface Amounts {
  readonly customers: number
  readonly appointments: number
  readonly events: number
  readonly revenueEvents: number
}

const dayMs = 86_400_000
const at = (moment: Date) => `'${moment.toISOString()}'::timestamptz`

/** Midnight in Istanbul of the first day that has appointments. */
export function firstDay(appointments: number): Date {
  const today = new Date(anchor.getTime() - 9 * 3_600_000)
  return new Date(today.getTime() - (daysOf(appointments) - 1 - daysAhead) * dayMs)
}

/** Everything that does not grow: people, services and hours of every tenant. */
export const smallRows: readonly string[] = [
  `insert into staff_members (tenant_id, id, created_at, updated_at, name, color, department_id, branch_id, active)
   select t.id, ${rowIdSql('staff', 't.number', 'i')}, ${at(anchor)}, ${at(anchor)},
     (array['Ayşe', 'Çağla', 'Deniz', 'Elif', 'Gökçe', 'Işıl', 'İpek', 'Kerem', 'Mert', 'Öykü', 'Şule', 'Umut'])[i % 12 + 1],
     'teal', t.department_id, t.branch_id, true
   from ${tenantsTable} t cross join generate_series(0, ${staffPerTenant - 1}) i`,
  `insert into services (tenant_id, id, created_at, updated_at, name, category, duration_minutes, price_minor, resource_types, active)
   select t.id, ${rowIdSql('service', 't.number', 'i')}, ${at(anchor)}, ${at(anchor)}, 'Hizmet ' || i, 'Bakım',
     (array[30, 45, 60])[i % 3 + 1], 25000 + 5000 * i, '{}', true
   from ${tenantsTable} t cross join generate_series(0, ${servicesPerTenant - 1}) i`,
  `insert into staff_qualifications (tenant_id, id, created_at, updated_at, staff_id, service_id)
   select t.id, ${rowIdSql('qualification', 't.number', `(p * ${servicesPerTenant} + s)`)}, ${at(anchor)}, ${at(anchor)},
     ${rowIdSql('staff', 't.number', 'p')}, ${rowIdSql('service', 't.number', 's')}
   from ${tenantsTable} t cross join generate_series(0, ${staffPerTenant - 1}) p
   cross join generate_series(0, ${servicesPerTenant - 1}) s`,
  `insert into working_hours (tenant_id, id, created_at, updated_at, branch_id, weekday, opens_at, closes_at)
   select t.id, ${rowIdSql('hours', 't.number', 'd')}, ${at(anchor)}, ${at(anchor)}, t.branch_id, d, '08:00', '20:00'
   from ${tenantsTable} t cross join generate_series(1, 7) d`,
]

/** A table that grows, and the statement that fills it for the given tenants. */
export interface Filling {
  readonly table: string
  sql(amounts: Amounts): string
}

/**
 * Rows are numbered from the oldest on and inserted in that order over all tenants at once, so that neighbours in the
 * table belong to different tenants, as they do after years of service.
 */
export const growingRows: readonly Filling[] = [
  {
    table: 'customers',
    sql: ({ customers }) => `
      insert into customers (tenant_id, id, created_at, updated_at, kind, name, given_name, family_name, phone,
        other_phones, email, other_emails, tags, source, birthday, registered_on)
      select t.id, ${rowIdSql('customer', 't.number', 'i')}, ${at(anchor)} - interval '1 minute' * (${customers} - i),
        ${at(anchor)}, 'PERSON', n.given || ' ' || n.family, n.given, n.family,
        '+90532' || lpad((i + t.number * 50000)::text, 7, '0'), '{}',
        'musteri' || i || '@example.com', '{}', case when i % 4 = 0 then '{sadık}'::text[] else '{}' end,
        (array['WALK_IN', 'PHONE', 'WEB', 'REFERRAL'])[i % 4 + 1], '1990-01-01'::date + i % 7000,
        '2025-01-01'::date + i % 600
      from generate_series(0, ${customers - 1}) i cross join ${tenantsTable} t
      cross join lateral (select
        (array['Ahmet', 'Ayşe', 'Can', 'Çağrı', 'Elif', 'Gül', 'İrem', 'Kaan', 'Mehmet', 'Ömer', 'Şevval', 'Zeynep'])[i * 7 % 12 + 1] as given,
        (array['Akın', 'Çelik', 'Demir', 'Işık', 'Kaya', 'Öztürk', 'Şahin', 'Yılmaz'])[i * 5 % 8 + 1] || ' ' || lpad(i::text, 5, '0') as family) n
      order by i, t.number`,
  },
  {
    table: 'appointments',
    sql: (amounts) => `
      insert into appointments (tenant_id, id, created_at, updated_at, customer_id, service_id, staff_id, branch_id,
        starts_at, ends_at, status, cancel_reason, status_changed_at, source, price_minor, currency, note, conflict)
      select a.tenant_id, a.id, a.created_at, a.created_at, ${rowIdSql('customer', 'a.number', `(a.i::bigint * 7919 % ${amounts.customers})::int`)},
        ${rowIdSql('service', 'a.number', `a.i % ${servicesPerTenant}`)}, ${rowIdSql('staff', 'a.number', `a.i % ${staffPerTenant}`)},
        a.branch_id, a.starts_at, a.ends_at, a.status, case a.status when 'CANCELLED' then 'CUSTOMER' end, a.created_at,
        'PANEL', 25000 + 5000 * (a.i % ${servicesPerTenant}), 'TRY', case when a.i % 10 = 0 then 'Erken gelebilir' end, false
      from (${appointmentsSql(amounts)}) a order by a.i, a.number`,
  },
  {
    table: 'occupancies',
    sql: (amounts) => `
      insert into occupancies (tenant_id, id, subject_kind, subject_id, lane, during, blocking, appointment_id)
      select a.tenant_id, ${rowIdSql('occupancy', 'a.number', 'a.i')}, 'STAFF',
        ${rowIdSql('staff', 'a.number', `a.i % ${staffPerTenant}`)}, 0, tstzrange(a.starts_at, a.ends_at),
        a.status <> 'CANCELLED', a.id
      from (${appointmentsSql(amounts)}) a where a.starts_at > ${at(anchor)} - interval '${busyDaysBefore} days'
      order by a.i, a.number`,
  },
  {
    table: 'revenue_events',
    sql: (amounts) => `
      insert into revenue_events (tenant_id, id, created_at, updated_at, kind, gross_minor, discount_minor, tax_minor,
        fee_minor, net_minor, currency, method, occurred_at, appointment_id, customer_id, staff_id, service_id,
        branch_id, source)
      select a.tenant_id, ${rowIdSql('revenue', 'a.number', 'r.i')}, a.ends_at, a.ends_at, 'SALE', 60000, 0, 10000, 0, 50000,
        'TRY', 'CARD', a.ends_at, a.id, ${rowIdSql('customer', 'a.number', `(a.i::bigint * 7919 % ${amounts.customers})::int`)},
        ${rowIdSql('staff', 'a.number', `a.i % ${staffPerTenant}`)}, ${rowIdSql('service', 'a.number', `a.i % ${servicesPerTenant}`)},
        a.branch_id, 'PANEL'
      from generate_series(0, ${amounts.revenueEvents - 1}) r(i)
      join (${appointmentsSql(amounts)}) a
        on a.i = (r.i::bigint * ${amounts.appointments - (daysAhead + 1) * appointmentsPerDay} / ${amounts.revenueEvents})::int
      order by r.i, a.number`,
  },
  {
    table: 'tenant_event_logs',
    sql: (amounts) => `
      insert into tenant_event_logs (tenant_id, id, type, occurred_at, actor_kind, branch_id, subject_type, subject_id, payload)
      select a.tenant_id, ${rowIdSql('event', 'a.number', 'e.i')},
        case e.i % 2 when 0 then 'appointment.created' else 'appointment.confirmed' end,
        ${eventTime}, 'system', a.branch_id, 'Appointment', a.id, '{"status": "BOOKED"}'
      from generate_series(0, ${amounts.events - 1}) e(i) join (${appointmentsSql(amounts)}) a on a.i = e.i / 2
      order by e.i, a.number`,
  },
  {
    table: 'event_feed',
    sql: (amounts) => `
      insert into event_feed (tenant_id, position, event_id, occurred_at)
      select a.tenant_id, coalesce(l.last, 0) + e.i + 1, ${rowIdSql('event', 'a.number', 'e.i')}, ${eventTime}
      from generate_series(0, ${amounts.events - 1}) e(i) join (${appointmentsSql(amounts)}) a on a.i = e.i / 2
      left join (select tenant_id, max(position) as last from event_feed group by 1) l on l.tenant_id = a.tenant_id
      order by e.i, a.number`,
  },
]

/** Days before the visit for what is booked, the minute before the anchor for what lies farther ahead. */
const eventTime = `least(a.created_at + interval '1 minute' * (e.i % 2), ${at(anchor)})`

/** Appointment `i`: its day, its slot of the day and its member of staff follow from the number. */
function appointmentsSql({ appointments }: Amounts): string {
  const inDay = `i % ${appointmentsPerDay}`
  return `
    select t.number, t.id as tenant_id, t.branch_id, i, ${rowIdSql('appointment', 't.number', 'i')} as id, s.starts_at,
      s.starts_at + interval '1 minute' * (array[30, 45, 60])[i % ${servicesPerTenant} % 3 + 1] as ends_at,
      least(s.starts_at - interval '3 days', ${at(anchor)}) as created_at,
      case when s.starts_at >= ${at(anchor)} then 'BOOKED' when i::bigint * 31 % 100 < 8 then 'NO_SHOW'
        when i::bigint * 31 % 100 < 18 then 'CANCELLED' else 'DONE' end as status
    from generate_series(0, ${appointments - 1}) i cross join ${tenantsTable} t
    cross join lateral (select ${at(firstDay(appointments))} + interval '1 day' * (i / ${appointmentsPerDay})
      + interval '1 hour' * (8 + ${inDay} / ${staffPerTenant}) as starts_at) s`
}
