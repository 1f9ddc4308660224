import type { ColorFormulaLine } from '../../../blueprints/hair-salon/index.ts'

export type RecipeLine = Pick<
  ColorFormulaLine,
  | 'zone'
  | 'brand'
  | 'line'
  | 'shades'
  | 'mixRatio'
  | 'developerPercent'
  | 'startLevel'
  | 'targetLevel'
  | 'porosity'
  | 'processingMinutes' // biome-ignore format: one glance
>

/** A formula of two to four mixes, as a stylist writes it down. */
export interface Recipe {
  /** What a patch test before it is made with. */
  readonly product: string
  readonly lines: readonly RecipeLine[]
  readonly resultNote: string
}

const koleston = { brand: 'Wella', line: 'Koleston Perfect' } as const
const igora = { brand: 'Schwarzkopf', line: 'Igora Royal' } as const
const majirel = { brand: "L'Oréal Professionnel", line: 'Majirel' } as const
const blondor = { brand: 'Wella', line: 'Blondor' } as const
const touch = { brand: 'Wella', line: 'Color Touch' } as const

const half = 'ONE_TO_ONE_AND_A_HALF'

/** Roots are coloured to a level; what has colour already is only freshened, weaker and for less time. */
const roots: readonly Recipe[] = [
  {
    product: 'Wella Koleston Perfect 7/1',
    lines: [
      {
        ...koleston,
        zone: 'ROOTS',
        shades: shades('7/0', 30, '7/1', 10),
        ...mix(half, '6'),
        ...hair(5, 7, 'NORMAL', 35),
      },
      {
        ...touch,
        zone: 'ENDS',
        shades: shades('7/1', 20),
        ...mix('ONE_TO_TWO', '3'),
        ...hair(6, 7, 'HIGH', 10),
      },
    ],
    resultNote: 'Ton tuttu, beyazlar tam kapandı.',
  },
  {
    product: 'Schwarzkopf Igora Royal 6-0',
    lines: [
      {
        ...igora,
        zone: 'ROOTS',
        shades: shades('6-0', 40, '6-65', 20),
        ...mix('ONE_TO_ONE', '6'),
        ...hair(4, 6, 'LOW', 40),
      },
      {
        ...igora,
        zone: 'LENGTHS',
        shades: shades('6-65', 30),
        ...mix('ONE_TO_ONE', '3'),
        ...hair(6, 6, 'NORMAL', 15),
      },
      {
        ...igora,
        zone: 'ENDS',
        shades: shades('7-65', 15),
        ...mix('ONE_TO_ONE', '3'),
        ...hair(6, 7, 'HIGH', 8),
      },
    ],
    resultNote: 'Uçlar bir tık koyu kaldı, gelecek sefer 5 dk kısa.',
  },
  {
    product: "L'Oréal Professionnel Majirel 5.3",
    lines: [
      {
        ...majirel,
        zone: 'ROOTS',
        shades: shades('5', 25, '5.3', 25),
        ...mix(half, '6'),
        ...hair(4, 5, 'NORMAL', 35),
      },
      {
        ...majirel,
        zone: 'LENGTHS',
        shades: shades('5.3', 30),
        ...mix(half, '3'),
        ...hair(5, 5, 'NORMAL', 12),
      },
    ],
    resultNote: 'Dip ile boy eşitlendi.',
  },
]

/** Strands are lightened first and toned afterwards; the roots may be shaded so that they grow out softly. */
const strands: readonly Recipe[] = [
  {
    product: 'Wella Color Touch 9/16',
    lines: [
      {
        ...blondor,
        zone: 'STRANDS',
        shades: shades('Blondor', 40),
        ...mix('ONE_TO_TWO', '6'),
        ...hair(6, 9, 'NORMAL', 45),
      },
      {
        ...touch,
        zone: 'LENGTHS',
        shades: shades('9/16', 30, '10/6', 10),
        ...mix('ONE_TO_TWO', '3'),
        ...hair(9, 9, 'HIGH', 15),
      },
      {
        ...koleston,
        zone: 'ROOTS',
        shades: shades('7/1', 20),
        ...mix(half, '3'),
        ...hair(6, 7, 'NORMAL', 10),
      },
    ],
    resultNote: 'Sıcaklık kalmadı, tonlama 15 dakikada yetti.',
  },
  {
    product: 'Schwarzkopf Igora Royal 9-1',
    lines: [
      {
        ...blondor,
        zone: 'STRANDS',
        shades: shades('Blondor', 30),
        ...mix('ONE_TO_TWO', '9'),
        ...hair(5, 8, 'LOW', 45),
      },
      {
        ...blondor,
        zone: 'ENDS',
        shades: shades('Blondor', 20),
        ...mix('ONE_TO_TWO', '6'),
        ...hair(7, 9, 'HIGH', 30),
      },
      {
        ...igora,
        zone: 'LENGTHS',
        shades: shades('9-1', 20, '8-1', 20),
        ...mix('ONE_TO_ONE', '3'),
        ...hair(8, 9, 'HIGH', 12),
      },
      {
        ...igora,
        zone: 'ROOTS',
        shades: shades('6-1', 20),
        ...mix('ONE_TO_ONE', '3'),
        ...hair(5, 6, 'NORMAL', 10),
      },
    ],
    resultNote: 'Geçiş yumuşak; gelecek sefer yüz çevresi daha açık istendi.',
  },
]

/** The formula for a service of the export; those of one service take turns. */
export function recipes(service: string, place: number): Recipe {
  const known = service === 'Röfle / ombre' ? strands : roots
  return known[place % known.length] as Recipe
}

function shades(...named: readonly (string | number)[]): RecipeLine['shades'] {
  return named.flatMap((shade, place) =>
    place % 2 === 0 ? [{ shade: String(shade), grams: Number(named[place + 1]) }] : [],
  )
}

function mix(mixRatio: RecipeLine['mixRatio'], developerPercent: string) {
  return { mixRatio, developerPercent }
}

function hair(
  startLevel: number,
  targetLevel: number,
  porosity: RecipeLine['porosity'],
  processingMinutes: number,
) {
  return { startLevel, targetLevel, porosity, processingMinutes }
}
