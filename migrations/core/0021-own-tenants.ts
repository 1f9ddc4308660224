import { Migration } from '@mikro-orm/migrations'

/** What the businesses are called that a person belongs to, for choosing among them. */
export class OwnTenants extends Migration {
  override up(): void {
    this.addSql(OWN_TENANTS)
  }
}

const OWN_TENANTS = `
create policy own_tenants on tenants for select to lonca_app
  using (tenant_id in (
    select m.tenant_id from memberships m where m.user_id = (select lonca_current_user_id()) and m.status = 'ACTIVE'));
`
