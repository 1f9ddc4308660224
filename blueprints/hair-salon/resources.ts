import type { ResourceTypeDeclaration } from '../../schema/index.ts'

/** What a salon has few of: chairs, washing places, devices. */
export const resourceTypes: readonly ResourceTypeDeclaration[] = [
  { key: 'CHAIR', title: { en: 'Chair', tr: 'Koltuk' }, icon: 'chair' },
  { key: 'WASH', title: { en: 'Washing place', tr: 'Yıkama' }, icon: 'drop' },
  { key: 'DEVICE', title: { en: 'Device', tr: 'Cihaz' }, icon: 'bolt' },
]
