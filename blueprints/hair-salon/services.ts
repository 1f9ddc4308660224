import type { ServiceDeclaration, Words } from '../../schema/index.ts'

const hair: Words = { en: 'Hair', tr: 'Saç' }
const color: Words = { en: 'Colour', tr: 'Renk' }
const care: Words = { en: 'Care', tr: 'Bakım' }
const hands: Words = { en: 'Hands and nails', tr: 'El ve tırnak' }
const skin: Words = { en: 'Skin', tr: 'Cilt' }

/** Colour has to take effect: the stylist is free in between, the chair is not. */
function colored(work: number, processing: number, finishing: number) {
  return {
    durationMinutes: work + processing + finishing,
    segments: [
      { kind: 'WORK', minutes: work },
      { kind: 'PROCESSING', minutes: processing },
      { kind: 'FINISHING', minutes: finishing },
    ],
  } as const
}

/** What a new salon offers; prices are a starting point in kuruş. */
export const services: readonly ServiceDeclaration[] = [
  {
    name: { en: 'Haircut', tr: 'Saç kesimi' },
    category: hair,
    durationMinutes: 45,
    priceMinor: '65000',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Blow-dry', tr: 'Fön' },
    category: hair,
    durationMinutes: 30,
    priceMinor: '35000',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Root colour', tr: 'Dip boya' },
    category: color,
    ...colored(45, 40, 35),
    priceMinor: '187500',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Highlights / ombre', tr: 'Röfle / ombre' },
    category: color,
    ...colored(75, 60, 45),
    priceMinor: '430000',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Keratin care', tr: 'Keratin bakım' },
    category: care,
    ...colored(60, 50, 40),
    priceMinor: '365000',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Manicure', tr: 'Manikür' },
    category: hands,
    durationMinutes: 40,
    priceMinor: '45000',
    resourceTypes: ['CHAIR'],
  },
  {
    name: { en: 'Skin care', tr: 'Cilt bakımı' },
    category: skin,
    durationMinutes: 60,
    priceMinor: '140000',
    resourceTypes: ['DEVICE'],
  },
  {
    name: { en: 'Patch test', tr: 'Alerji testi' },
    category: color,
    durationMinutes: 10,
    priceMinor: '0',
    resourceTypes: [],
  },
]
