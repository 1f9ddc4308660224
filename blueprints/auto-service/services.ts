import type { ServiceDeclaration, Words } from '../../schema/index.ts'

const maintenance: Words = { en: 'Maintenance', tr: 'Bakım' }
const tyres: Words = { en: 'Tyres', tr: 'Lastik' }
const brakes: Words = { en: 'Brakes', tr: 'Fren' }
const engine: Words = { en: 'Engine', tr: 'Motor' }
const climate: Words = { en: 'Air conditioning', tr: 'Klima' }

const on = (resource: string, name: Words, category: Words, durationMinutes: number, priceMinor: string) => ({
  name,
  category,
  durationMinutes,
  priceMinor,
  resourceTypes: [resource],
})

/** What a new workshop offers; prices are a starting point in kuruş, parts included. */
export const services: readonly ServiceDeclaration[] = [
  on('LIFT', { en: 'Periodic maintenance', tr: 'Periyodik bakım' }, maintenance, 120, '785000'),
  on('LIFT', { en: 'Tyre change', tr: 'Lastik değişimi' }, tyres, 45, '120000'),
  on('LIFT', { en: 'Brake pads', tr: 'Fren balata' }, brakes, 90, '472500'),
  on('LIFT', { en: 'Timing belt', tr: 'Triger seti' }, engine, 300, '1870000'),
  on('ALIGNMENT', { en: 'Wheel alignment', tr: 'Rot balans' }, tyres, 40, '110000'),
  on('LIFT', { en: 'Air-conditioning gas', tr: 'Klima gazı' }, climate, 60, '190000'),
  on('LIFT', { en: 'Inspection check', tr: 'Muayene öncesi kontrol' }, maintenance, 45, '90000'),
]
