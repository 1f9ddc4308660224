import type { EventDeclarations } from '../../schema/index.ts'

/** What is told of roles and of who has which. */
export const accessEvents: EventDeclarations = {
  'role.created': { en: 'Role added', tr: 'Rol eklendi' },
  'role.updated': { en: 'Role renamed', tr: 'Rolün adı değişti' },
  'role.deleted': { en: 'Role archived', tr: 'Rol arşivlendi' },
  'role.permissions.updated': { en: 'Permissions of a role changed', tr: 'Rolün yetkileri değişti' },
  'membership.role.updated': { en: 'Role of a member changed', tr: 'Üyenin rolü değişti' },
  'membership.department.updated': { en: 'Department of a member changed', tr: 'Üyenin bölümü değişti' },
  'module.switched.off': { en: 'Module switched off', tr: 'Modül kapatıldı' },
  'module.switched.on': { en: 'Module switched on', tr: 'Modül açıldı' },
  'module.capability.updated': { en: 'Right to a module changed', tr: 'Modül hakkı değişti' },
}

/** Why something about roles is not done. */
export const accessRefusals: EventDeclarations = {
  ROLE_IS_BUILT_IN: {
    en: 'This role comes with Lonca and keeps its name.',
    tr: 'Bu rol Lonca ile gelir; adı değiştirilemez.',
  },
  ROLE_IS_LOCKED: {
    en: 'The owner may always do everything.',
    tr: 'Sahip rolü kilitlidir; her şeyi yapabilir.',
  },
  ROLE_IN_USE: {
    en: 'Give its {people} members another role first.',
    tr: 'Önce bu roldeki {people} kişiye başka bir rol verin.',
  },
  REACH_NOT_POSSIBLE: {
    en: 'This is not possible for {module}.',
    tr: '{module} için bu seçenek yok.',
  },
  ACT_BEYOND_SEE: {
    en: 'Whoever cannot see {module} cannot work in it either.',
    tr: '{module} görülmeden üzerinde işlem yapılamaz.',
  },
  MODULE_ALWAYS_ON: {
    en: 'Nothing works without {module}: it stays on.',
    tr: '{module} kapatılamaz; her şey ona bağlı.',
  },
  MODULE_IS_OFF: { en: '{module} is off already.', tr: '{module} zaten kapalı.' },
  MODULE_IS_ON: { en: '{module} is on already.', tr: '{module} zaten açık.' },
  MODULE_NOT_IN_PLAN: {
    en: '{module} is not part of your plan.',
    tr: '{module} planınıza dahil değil.',
  },
}
