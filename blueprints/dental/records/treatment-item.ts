import { Appointment, StaffMember } from '../../../modules/calendar/index.ts'
import { Service } from '../../../modules/catalog/index.ts'
import { Customer } from '../../../modules/customers/index.ts'
import {
  Choice,
  Integer,
  LocalDate,
  Money,
  Record,
  Reference,
  refuse,
  Tags,
  TenantRecord,
  Text,
  type Work,
} from '../../../schema/index.ts'
import { fdiNumber, type MouthRegion, regionsOf, surfacesOn } from './fdi.ts'
import { PatientEpisode } from './patient-episode.ts'

/** One treatment of an episode, on a tooth or a part of the mouth: found, planned, under way or done. */
@Record({
  prefix: 'trt',
  title: { en: 'Treatment item', tr: 'Tedavi işlemi' },
  pluralTitle: { en: 'Treatment items', tr: 'Tedavi işlemleri' },
  table: 'dental_treatment_items',
  crud: ['create', 'update'],
  events: 'dental.treatmentItem',
  assignedBy: ['episode', 'dentist'],
  order: [{ field: 'position', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'team' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
  prepare: (item: TreatmentItem, work: Work) => item.complete(work),
})
export class TreatmentItem extends TenantRecord {
  @Reference(() => PatientEpisode, {
    inverse: 'items',
    writable: 'create',
    label: { en: 'Episode', tr: 'Tedavi' },
  })
  episode!: PatientEpisode

  @Reference(() => Customer, {
    inverse: 'treatmentItems',
    writable: 'never',
    label: { en: 'Patient', tr: 'Hasta' },
  })
  customer!: Customer

  @Integer({
    label: { en: 'Order', tr: 'Sıra' },
    description: 'Place in the plan; items of the same visit share one.',
    privacy: 'none',
    min: 1,
    max: 200,
    default: 1,
  })
  position!: number

  @Choice({
    name: 'TreatmentKind',
    label: { en: 'Kind', tr: 'Tür' },
    description: 'Decides how the chart draws it.',
    values: {
      EXAMINATION: { en: 'Examination', tr: 'Muayene' },
      CLEANING: { en: 'Cleaning', tr: 'Temizlik' },
      FILLING: { en: 'Filling', tr: 'Dolgu' },
      ROOT_CANAL: { en: 'Root canal', tr: 'Kanal tedavisi' },
      CROWN: { en: 'Crown', tr: 'Kron' },
      IMPLANT: { en: 'Implant', tr: 'İmplant' },
      EXTRACTION: { en: 'Extraction', tr: 'Çekim' },
      MISSING: { en: 'Missing', tr: 'Eksik' },
      ORTHODONTICS: { en: 'Orthodontics', tr: 'Ortodonti' },
      AESTHETIC: { en: 'Aesthetic', tr: 'Estetik' },
      OTHER: { en: 'Other', tr: 'Diğer' },
    },
    privacy: 'health',
    list: true,
  })
  kind!: string

  @Text({
    label: { en: 'Treatment', tr: 'İşlem' },
    description: 'As it stands on the plan; the name of the kind when nothing else was said.',
    privacy: 'health',
    optional: true,
    list: true,
  })
  title!: string | null

  @Choice({
    name: 'TreatmentArea',
    label: { en: 'Area', tr: 'Alan' },
    values: {
      TOOTH: { en: 'Tooth', tr: 'Diş' },
      SURFACE: { en: 'Surface', tr: 'Yüzey' },
      QUADRANT: { en: 'Quadrant', tr: 'Çeyrek çene' },
      SEXTANT: { en: 'Sextant', tr: 'Sekstant' },
      ARCH: { en: 'Arch', tr: 'Çene' },
      MOUTH: { en: 'Mouth', tr: 'Tüm ağız' },
    },
    default: 'TOOTH',
  })
  area!: 'TOOTH' | 'SURFACE' | 'QUADRANT' | 'SEXTANT' | 'ARCH' | 'MOUTH'

  @Text({
    label: { en: 'Tooth', tr: 'Diş' },
    description: 'FDI number, 11–48 and 51–85; "1.6" is read as 16.',
    privacy: 'health',
    optional: true,
    maxLength: 4,
    list: true,
  })
  tooth!: string | null

  @Tags({
    label: { en: 'Surfaces', tr: 'Yüzeyler' },
    description: 'M, O or I, D, B or F, L, V.',
    privacy: 'health',
    list: true,
  })
  surfaces!: string[]

  @Choice({
    name: 'MouthRegion',
    label: { en: 'Region', tr: 'Bölge' },
    values: {
      UPPER_RIGHT: { en: 'Upper right', tr: 'Sağ üst' },
      UPPER_LEFT: { en: 'Upper left', tr: 'Sol üst' },
      LOWER_LEFT: { en: 'Lower left', tr: 'Sol alt' },
      LOWER_RIGHT: { en: 'Lower right', tr: 'Sağ alt' },
      SEXTANT_1: { en: 'Sextant 1', tr: '1. sekstant' },
      SEXTANT_2: { en: 'Sextant 2', tr: '2. sekstant' },
      SEXTANT_3: { en: 'Sextant 3', tr: '3. sekstant' },
      SEXTANT_4: { en: 'Sextant 4', tr: '4. sekstant' },
      SEXTANT_5: { en: 'Sextant 5', tr: '5. sekstant' },
      SEXTANT_6: { en: 'Sextant 6', tr: '6. sekstant' },
      UPPER_ARCH: { en: 'Upper arch', tr: 'Üst çene' },
      LOWER_ARCH: { en: 'Lower arch', tr: 'Alt çene' },
    },
    optional: true,
  })
  region!: MouthRegion | null

  @Choice({
    name: 'TreatmentStatus',
    label: { en: 'Status', tr: 'Durum' },
    values: {
      PLANNED: { en: 'Planned', tr: 'Planlı' },
      IN_PROGRESS: { en: 'Under way', tr: 'Sürüyor' },
      DONE: { en: 'Done', tr: 'Yapıldı' },
      EXISTING: { en: 'Found at first', tr: 'Mevcut' },
      CANCELLED: { en: 'Cancelled', tr: 'Vazgeçildi' },
    },
    default: 'PLANNED',
    list: true,
  })
  status!: 'PLANNED' | 'IN_PROGRESS' | 'DONE' | 'EXISTING' | 'CANCELLED'

  @Integer({ label: { en: 'Sessions', tr: 'Seans' }, privacy: 'none', min: 1, max: 60, default: 1 })
  sessions!: number

  @Integer({
    label: { en: 'Sessions done', tr: 'Biten seans' },
    privacy: 'none',
    min: 0,
    max: 60,
    default: 0,
  })
  sessionsDone!: number

  @Money({ label: { en: 'Fee', tr: 'Ücret' }, privacy: 'none', default: '0', list: true })
  priceMinor!: string

  @Text({
    label: { en: 'Currency', tr: 'Para birimi' },
    privacy: 'none',
    optional: true,
    writable: 'never',
  })
  currency!: string | null

  @Reference(() => StaffMember, {
    optional: true,
    inverse: 'treatmentItems',
    label: { en: 'Dentist', tr: 'Hekim' },
  })
  dentist!: StaffMember | null

  @Reference(() => Service, {
    optional: true,
    inverse: 'treatmentItems',
    label: { en: 'Service', tr: 'Hizmet' },
  })
  service!: Service | null

  @Reference(() => Appointment, {
    optional: true,
    inverse: 'treatmentItems',
    label: { en: 'Appointment', tr: 'Randevu' },
  })
  appointment!: Appointment | null

  @LocalDate({
    label: { en: 'Done on', tr: 'Yapıldığı gün' },
    privacy: 'health',
    optional: true,
    writable: 'never',
  })
  doneOn!: string | null

  @Text({ label: { en: 'Note', tr: 'Not' }, privacy: 'health', optional: true, maxLength: 2000 })
  note!: string | null

  /** Checks where it is, takes patient and currency from what it belongs to, and keeps the fee of a signed plan. */
  async complete(work: Work): Promise<void> {
    this.checkPlace()
    const episode = await work.em.findOneOrFail(PatientEpisode, {
      tenantId: work.principal.tenantId,
      id: this.episode.id,
    } as never)
    if (episode.plan === 'ACCEPTED') await this.keepFee(work)
    this.customer = episode.customer
    this.currency ??= work.principal.currency
    if (this.sessionsDone > this.sessions) refuse('TOO_LARGE', ['sessionsDone'], { max: this.sessions })
    if (this.status === 'DONE')
      this.doneOn ??= work.now.toLocaleDateString('sv', { timeZone: work.principal.timeZone })
    else this.doneOn = null
  }

  /** Refuses a tooth that does not exist and a place that does not fit its area. */
  checkPlace(): void {
    const onTooth = this.area === 'TOOTH' || this.area === 'SURFACE'
    if (onTooth) {
      const tooth = this.tooth && fdiNumber(this.tooth)
      if (!tooth) refuse('TOOTH_NOT_FDI', ['tooth'])
      this.tooth = tooth
      const surfaces = surfacesOn(tooth, this.surfaces)
      if (!surfaces) refuse('SURFACE_NOT_ON_TOOTH', ['surfaces'], { tooth })
      this.surfaces = surfaces
    }
    const allowed = regionsOf(this.area)
    const fits = onTooth
      ? this.region === null && this.surfaces.length > 0 === (this.area === 'SURFACE')
      : !this.tooth &&
        this.surfaces.length === 0 &&
        (this.region === null ? allowed.length === 0 : allowed.includes(this.region))
    if (!fits) refuse('AREA_MISMATCH', ['area'])
  }

  private async keepFee(work: Work): Promise<void> {
    const [stored] = await work.sql<{ price: string }>(
      'select price_minor::text as price from dental_treatment_items where tenant_id = $1 and id = $2',
      [work.principal.tenantId, this.id],
    )
    if (!stored || BigInt(stored.price) !== BigInt(this.priceMinor)) refuse('PLAN_FROZEN', ['priceMinor'])
  }
}
