import type { EventDeclarations } from '../../schema/index.ts'

/** What is told of roles and of who has which. */
export const accessEvents: EventDeclarations = {
  'role.created': { en: 'Role added', tr: 'Rol eklendi' },
  'role.updated': { en: 'Role renamed', tr: 'Rolün adı değişti' },
}

/** Why something about roles is not done. */
export const accessRefusals: EventDeclarations = {
  ROLE_IS_BUILT_IN: {
    en: 'This role comes with Lonca and keeps its name.',
    tr: 'Bu rol Lonca ile gelir; adı değiştirilemez.',
  },
}
