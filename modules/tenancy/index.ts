/**
 * Owns the business itself: its settings, branches, departments and the blueprints it uses. It knows nothing of
 * people or of what a business sells.
 */
import { defineModule } from '../../schema/index.ts'
import { Branch } from './branch.ts'
import { Department } from './department.ts'
import { normaliseCurrency, Tenant } from './tenant.ts'
import { TenantBlueprint } from './tenant-blueprint.ts'
import { TenantBlueprintOverride } from './tenant-blueprint-override.ts'

export { Branch, Department, normaliseCurrency, Tenant, TenantBlueprint, TenantBlueprintOverride }

export const tenancy = defineModule({
  key: 'tenancy',
  switchable: false,
  title: { en: 'Business', tr: 'İşletme' },
  records: [Tenant, Branch, Department, TenantBlueprint, TenantBlueprintOverride],
  events: {
    'tenant.created': { en: 'Business created', tr: 'İşletme oluşturuldu' },
    'tenant.settings.updated': { en: 'Business settings changed', tr: 'İşletme ayarları değişti' },
    'blueprint.updated': { en: 'Blueprint changed', tr: 'Şablon değişti' },
    'branch.created': { en: 'Branch created', tr: 'Şube oluşturuldu' },
    'branch.updated': { en: 'Branch changed', tr: 'Şube değişti' },
    'department.created': { en: 'Department created', tr: 'Bölüm oluşturuldu' },
    'department.updated': { en: 'Department changed', tr: 'Bölüm değişti' },
    'department.deleted': { en: 'Department archived', tr: 'Bölüm arşivlendi' },
    'tenantBlueprintOverride.created': { en: 'Override added', tr: 'Uyarlama eklendi' },
    'tenantBlueprintOverride.updated': { en: 'Override changed', tr: 'Uyarlama değişti' },
    'tenantBlueprintOverride.deleted': { en: 'Override removed', tr: 'Uyarlama kaldırıldı' },
  },
})
