import { Migration } from '@mikro-orm/migrations'

/** The sums of a month as text, too: writing 31 numbers down took a fifth of what reading key figures takes. */
export class FiguresWritten extends Migration {
  override up(): void {
    // PostgreSQL calls the text of an array stable, as it depends on the type of what is in it; that of bigint is immutable.
    this.addSql(`
create function lonca_amounts_written(amounts bigint[]) returns text
language sql immutable strict parallel safe
return amounts::text;
grant execute on function lonca_amounts_written(bigint[]) to lonca_app;

alter table kpi_months add column written text not null generated always as (lonca_amounts_written(amounts)) stored;
comment on column kpi_months.written is 'The amounts as text: figures are read often, and sums change seldom.';
`)
  }
}
