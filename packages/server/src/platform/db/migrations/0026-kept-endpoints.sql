-- Versions of endpoints that are kept as tables: how often they are read anew, and the table that there is.
create table endpoint_materializations (
  endpoint_id uuid not null references resources (id) on delete cascade,
  version integer not null,
  every_seconds integer not null check (every_seconds > 0),
  -- by column: what moments are cut to
  buckets jsonb not null,
  -- null: all rows are read every time
  watermark jsonb,
  enabled_at timestamptz not null,
  -- when it is to be read next
  next_at timestamptz not null,
  -- the last reading; null: none yet, or long ago
  run_id uuid references runs (id) on delete set null,
  -- the table and how it is asked; null: there is none
  kept jsonb,
  -- when what is in the table was read, and when it was whole
  read_at timestamptz,
  made_at timestamptz,
  -- the last call that it answered, to the hour
  used_at timestamptz,
  primary key (endpoint_id, version)
);
create index endpoint_materializations_due on endpoint_materializations (next_at);
create index endpoint_materializations_run on endpoint_materializations (run_id) where run_id is not null;

-- What calls remember of tables is told like other content: a table that was read anew has no line in the change log.
create function announce_kept_endpoint() returns trigger language plpgsql as $$
begin
  perform pg_notify('atrium_content_changed', project_id::text) from resources where id = coalesce(new.endpoint_id, old.endpoint_id);
  return null;
end $$;
create trigger announce after insert or update or delete on endpoint_materializations for each row execute function announce_kept_endpoint();
