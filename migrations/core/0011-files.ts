import { Migration } from '@mikro-orm/migrations'

/** Files that hang on records; the bytes are in the file storage. */
export class Files extends Migration {
  override up(): void {
    this.addSql(FILES)
  }
}

// record_uuid is record_id without its type, so that a file and what it hangs on can be joined.
const FILES = `
create table stored_files (
  tenant_id uuid not null,
  id uuid not null,
  version int not null default 1,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  archived_at timestamptz(3),
  name text not null,
  kind text not null,
  state text not null,
  media_type text not null,
  size_bytes int not null,
  checksum text,
  width int,
  height int,
  has_thumbnails boolean not null,
  record_type text not null,
  record_id text not null,
  record_uuid text not null,
  arrived_at timestamptz(3),
  uploaded_by_id uuid not null,
  primary key (tenant_id, id),
  constraint stored_files_kind_check check (kind in ('CONTRACT', 'OFFER', 'INVOICE', 'PHOTO', 'OTHER')),
  constraint stored_files_state_check check (state in ('WAITING', 'READY', 'REFUSED', 'ERASED')),
  constraint stored_files_record_uuid_check check (record_uuid::uuid is not null),
  constraint stored_files_uploaded_by_id_fkey foreign key (tenant_id, uploaded_by_id) references memberships (tenant_id, id)
);
create index stored_files_by_record on stored_files (tenant_id, record_id, created_at desc);
create index stored_files_by_created_at on stored_files (tenant_id, created_at desc);
create index stored_files_by_uploaded_by_id on stored_files (tenant_id, uploaded_by_id);
create index stored_files_waiting on stored_files (tenant_id, created_at) where state = 'WAITING';
select lonca_protect('stored_files');
`
