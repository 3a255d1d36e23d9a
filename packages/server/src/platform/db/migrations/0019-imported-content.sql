-- What was brought in from another tool, by what that tool calls it: the next import of the same thing changes this one.
create table imported_content (
  project_id uuid not null references projects (id) on delete cascade,
  format text not null,
  kind text not null,
  source_id text not null,
  resource_id uuid not null references resources (id) on delete cascade,
  -- The import that wrote it last, and whether that one made it.
  import_id uuid not null,
  is_new boolean not null,
  imported_at timestamptz not null,
  primary key (project_id, format, kind, source_id)
);
create index imported_content_resource on imported_content (resource_id);
create index imported_content_import on imported_content (import_id);
