import {
  Choice,
  Decimal,
  Integer,
  Json,
  Record,
  Reference,
  refuse,
  TenantRecord,
  Text,
} from '../../../schema/index.ts'
import { CustomerVisit } from './customer-visit.ts'

/** One shade of a mix and its weight, e.g. `{ shade: '7.1', grams: 40 }`. */
export interface FormulaShade {
  readonly shade: string
  readonly grams: number
}

/** Checked, because a shade comes in as JSON. */
function isShade(given: unknown): given is FormulaShade {
  const { shade, grams } = (given ?? {}) as { shade?: unknown; grams?: unknown }
  return (
    typeof shade === 'string' &&
    shade.trim() !== '' &&
    shade.length <= 30 &&
    typeof grams === 'number' &&
    grams > 0 &&
    grams <= 500
  )
}

/**
 * One mix of a visit's colour formula: what was stirred together, where it went and for how long. Lines are never
 * changed; a correction writes the formula anew and archives the earlier lines.
 */
@Record({
  prefix: 'cfl',
  title: { en: 'Colour formula line', tr: 'Renk formülü satırı' },
  pluralTitle: { en: 'Colour formula', tr: 'Renk formülü' },
  table: 'salon_color_formula_lines',
  assignedBy: ['visit'],
  order: [{ field: 'position', direction: 'ASC' }],
  access: {
    see: { owner: 'all', manager: 'all', staff: 'all' },
    act: { owner: 'all', manager: 'all', staff: 'own' },
  },
})
export class ColorFormulaLine extends TenantRecord {
  @Reference(() => CustomerVisit, {
    inverse: 'formulaLines',
    label: { en: 'Visit', tr: 'Ziyaret' },
  })
  visit!: CustomerVisit

  @Integer({ label: { en: 'Order', tr: 'Sıra' }, privacy: 'none', min: 1, max: 20 })
  position!: number

  @Choice({
    name: 'ColorZone',
    label: { en: 'Zone', tr: 'Bölge' },
    values: {
      ROOTS: { en: 'Roots', tr: 'Dip' },
      LENGTHS: { en: 'Lengths', tr: 'Boy' },
      ENDS: { en: 'Ends', tr: 'Uç' },
      STRANDS: { en: 'Strands', tr: 'Tutam' },
      ALL: { en: 'Whole head', tr: 'Tüm saç' },
    },
    list: true,
  })
  zone!: 'ROOTS' | 'LENGTHS' | 'ENDS' | 'STRANDS' | 'ALL'

  @Text({ label: { en: 'Brand', tr: 'Marka' }, privacy: 'none', maxLength: 60, list: true })
  brand!: string

  @Text({ label: { en: 'Line', tr: 'Seri' }, privacy: 'none', optional: true, maxLength: 60 })
  line!: string | null

  @Json({
    label: { en: 'Shades', tr: 'Tonlar' },
    description: 'Shades and their grams, `[{ shade: "7.1", grams: 40 }]`; one to eight.',
    privacy: 'none',
  })
  shades!: FormulaShade[]

  @Choice({
    name: 'ColorMixRatio',
    label: { en: 'Mix ratio', tr: 'Karışım oranı' },
    description: 'Colour to developer.',
    values: {
      ONE_TO_ONE: { en: '1:1', tr: '1:1' },
      ONE_TO_ONE_AND_A_HALF: { en: '1:1.5', tr: '1:1,5' },
      ONE_TO_TWO: { en: '1:2', tr: '1:2' },
      ONE_TO_THREE: { en: '1:3', tr: '1:3' },
    },
  })
  mixRatio!: 'ONE_TO_ONE' | 'ONE_TO_ONE_AND_A_HALF' | 'ONE_TO_TWO' | 'ONE_TO_THREE'

  @Decimal({
    label: { en: 'Developer, %', tr: 'Oksidan (%)' },
    description: 'Peroxide in per cent: 3, 6, 9 and 12 are volumes 10, 20, 30 and 40; 0 when none is used.',
    privacy: 'none',
    list: true,
  })
  developerPercent!: string

  @Integer({
    label: { en: 'Start level', tr: 'Başlangıç seviyesi' },
    description: 'Lightness before, 1 (black) to 12.',
    privacy: 'none',
    optional: true,
    min: 1,
    max: 12,
  })
  startLevel!: number | null

  @Integer({
    label: { en: 'Target level', tr: 'Hedef seviye' },
    privacy: 'none',
    optional: true,
    min: 1,
    max: 12,
  })
  targetLevel!: number | null

  @Choice({
    name: 'HairPorosity',
    label: { en: 'Porosity', tr: 'Gözeneklilik' },
    values: {
      LOW: { en: 'Low', tr: 'Düşük' },
      NORMAL: { en: 'Normal', tr: 'Normal' },
      HIGH: { en: 'High', tr: 'Yüksek' },
    },
    optional: true,
  })
  porosity!: 'LOW' | 'NORMAL' | 'HIGH' | null

  @Integer({
    label: { en: 'Processing, minutes', tr: 'Bekleme (dk)' },
    description: 'How long it really stayed on.',
    privacy: 'none',
    min: 0,
    max: 240,
    list: true,
  })
  processingMinutes!: number

  /** Refuses a mix that nobody could stir again: shades without a name or weight, a developer that is not sold. */
  completeMix(): void {
    const { shades } = this
    const sound = Array.isArray(shades) && shades.length >= 1 && shades.length <= 8 && shades.every(isShade)
    if (!sound) refuse('SHADES_INCOMPLETE', ['shades'])
    const percent = Number(this.developerPercent)
    if (!(percent >= 0 && percent <= 12)) refuse('DEVELOPER_OUT_OF_RANGE', ['developerPercent'])
  }
}
