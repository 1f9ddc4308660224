import { Migration } from '@mikro-orm/migrations'

/** What statements that write JSON stop with, where a value that is promised is out of sight. */
export class Compile extends Migration {
  override up(): void {
    this.addSql(HIDDEN)
  }
}

const HIDDEN = `
create function lonca_hidden() returns text
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'A value that is never null is out of sight.' using errcode = 'LN001';
end $$;
grant execute on function lonca_hidden() to lonca_app;
comment on function lonca_hidden() is 'Ends a statement whose answer would hold null where the schema promises a value.';
`
