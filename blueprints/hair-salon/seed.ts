import { Appointment, StaffMember } from '../../modules/calendar/index.ts'
import { Service } from '../../modules/catalog/index.ts'
import { Customer } from '../../modules/customers/index.ts'
import { Branch } from '../../modules/tenancy/index.ts'
import type { TenantRecord, Work } from '../../schema/index.ts'
import { ColorFormulaLine } from './records/color-formula-line.ts'
import { CustomerVisit } from './records/customer-visit.ts'
import { PatchTest } from './records/patch-test.ts'

/** What a line says of a mix, apart from where it belongs. */
type Mix = Omit<ColorFormulaLine, keyof TenantRecord | 'visit' | 'position' | 'completeMix'>

const roots = (brand: string, line: string, shade: string, grams: number, developerPercent: string): Mix => ({
  zone: 'ROOTS',
  brand,
  line,
  shades: [{ shade, grams }],
  mixRatio: 'ONE_TO_ONE_AND_A_HALF',
  developerPercent,
  startLevel: 5,
  targetLevel: 7,
  porosity: 'NORMAL',
  processingMinutes: 35,
})

const ends = (mix: Mix): Mix => ({
  ...mix,
  zone: 'ENDS',
  developerPercent: '3',
  porosity: 'HIGH',
  processingMinutes: 10,
})

const koleston = roots('Wella', 'Koleston Perfect', '7/1', 40, '6')
const igora = roots('Schwarzkopf', 'Igora Royal', '6-0', 60, '6')
const lightener: Mix = {
  ...roots('Wella', 'Blondor', 'Blondor', 30, '9'),
  zone: 'STRANDS',
  mixRatio: 'ONE_TO_TWO',
  targetLevel: 9,
  processingMinutes: 45,
}
const formulas: readonly (readonly Mix[])[] = [
  [koleston, ends(koleston)],
  [igora],
  [lightener, { ...ends(koleston), shades: [{ shade: '9/16', grams: 30 }], zone: 'LENGTHS', targetLevel: 9 }],
  [
    {
      ...igora,
      shades: [
        { shade: '7-0', grams: 30 },
        { shade: '7-65', grams: 30 },
      ],
    },
  ],
]

const results = [
  'İstenen ton tuttu.',
  null,
  'Uçlar bir tık koyu kaldı, gelecek sefer 5 dk kısa.',
  null,
] as const

/** Example visits with formulas, made from the newest completed colour appointments. */
export async function seed(work: Work): Promise<void> {
  const seen = await work.sql<{
    id: string
    customer: string
    staff: string
    service: string
    branch: string
    startsAt: Date
    testedOn: string
  }>(
    `select a.id, a.customer_id as customer, a.staff_id as staff, a.service_id as service, a.branch_id as branch,
       a.starts_at as "startsAt", ((a.starts_at at time zone $2)::date - 2)::text as "testedOn"
     from appointments a join services s on s.tenant_id = a.tenant_id and s.id = a.service_id
     where a.tenant_id = $1 and a.status = 'DONE' and s.segments @> '[{"kind": "PROCESSING"}]'
       and lower(s.category) in ('renk', 'colour')
     order by a.starts_at desc, a.id limit 150`,
    [work.principal.tenantId, work.principal.timeZone],
  )
  for (const [index, one] of seen.entries()) {
    const customer = work.reference(Customer, one.customer)
    const staff = work.reference(StaffMember, one.staff)
    const visit = work.create<CustomerVisit>(CustomerVisit, {
      customer,
      staff,
      service: work.reference(Service, one.service),
      appointment: work.reference(Appointment, one.id),
      branch: work.reference(Branch, one.branch),
      visitedAt: new Date(one.startsAt),
      resultNote: results[index % results.length] ?? null,
    })
    work.tell('salon.visit.created', visit)
    formulas[index % formulas.length]?.forEach((mix, place) => {
      work.create<ColorFormulaLine>(ColorFormulaLine, { ...mix, visit, position: place + 1 })
    })
    if (index % 6 === 0) {
      const test = work.create<PatchTest>(PatchTest, {
        customer,
        staff,
        product: 'Koleston Perfect 7/1',
        testedOn: one.testedOn,
        status: 'PASSED',
        validUntil: null,
      })
      test.completeValidity()
    }
  }
}
