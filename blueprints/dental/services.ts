import type { ServiceDeclaration, Words } from '../../schema/index.ts'

const examination: Words = { en: 'Examination', tr: 'Muayene' }
const preventive: Words = { en: 'Preventive', tr: 'Koruyucu' }
const treatment: Words = { en: 'Treatment', tr: 'Tedavi' }
const prosthetics: Words = { en: 'Prosthetics', tr: 'Protez' }
const surgery: Words = { en: 'Surgery', tr: 'Cerrahi' }
const aesthetics: Words = { en: 'Aesthetics', tr: 'Estetik' }

const inRoom = (name: Words, category: Words, durationMinutes: number, priceMinor: string) => ({
  name,
  category,
  durationMinutes,
  priceMinor,
  resourceTypes: ['ROOM'],
})

/** What a new clinic offers; prices are a starting point in kuruş. */
export const services: readonly ServiceDeclaration[] = [
  inRoom({ en: 'Examination', tr: 'Muayene' }, examination, 20, '0'),
  {
    ...inRoom({ en: 'X-ray', tr: 'Röntgen' }, examination, 15, '75000'),
    resourceTypes: ['DEVICE'],
  },
  inRoom({ en: 'Scaling', tr: 'Diş taşı temizliği' }, preventive, 40, '222500'),
  inRoom({ en: 'Filling', tr: 'Dolgu' }, treatment, 45, '345000'),
  inRoom({ en: 'Root canal', tr: 'Kanal tedavisi' }, treatment, 90, '880000'),
  inRoom({ en: 'Extraction', tr: 'Çekim' }, surgery, 30, '250000'),
  inRoom({ en: 'Zirconia crown', tr: 'Zirkonyum kron' }, prosthetics, 60, '1480000'),
  inRoom({ en: 'Implant', tr: 'İmplant' }, surgery, 120, '3265000'),
  inRoom({ en: 'Botox', tr: 'Botoks' }, aesthetics, 30, '915000'),
]
