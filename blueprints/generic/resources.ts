import type { ResourceTypeDeclaration } from '../../schema/index.ts'

/** What most businesses have few of. */
export const resourceTypes: readonly ResourceTypeDeclaration[] = [
  { key: 'ROOM', title: { en: 'Room', tr: 'Oda' }, icon: 'door' },
  { key: 'DEVICE', title: { en: 'Device', tr: 'Cihaz' }, icon: 'bolt' },
]
