import type { ResourceTypeDeclaration } from '../../schema/index.ts'

/** What a clinic has few of: treatment rooms and devices. */
export const resourceTypes: readonly ResourceTypeDeclaration[] = [
  { key: 'ROOM', title: { en: 'Room', tr: 'Oda' }, icon: 'door' },
  { key: 'DEVICE', title: { en: 'Device', tr: 'Cihaz' }, icon: 'bolt' },
]
