import type { ResourceTypeDeclaration } from '../../schema/index.ts'

/** What a workshop has few of: lifts, the alignment stand, bays without a lift, test devices. */
export const resourceTypes: readonly ResourceTypeDeclaration[] = [
  { key: 'LIFT', title: { en: 'Lift', tr: 'Lift' }, icon: 'lift' },
  { key: 'ALIGNMENT', title: { en: 'Wheel alignment', tr: 'Rot balans' }, icon: 'gauge' },
  { key: 'BAY', title: { en: 'Bay', tr: 'Çalışma yeri' }, icon: 'slot' },
  { key: 'DEVICE', title: { en: 'Device', tr: 'Cihaz' }, icon: 'bolt' },
]
