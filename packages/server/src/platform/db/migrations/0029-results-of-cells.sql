-- What cells of notebooks answered, as files that SQL can ask. A row says what lies in a file; without it the file is nothing.
create table app_results (
  -- the name of the file
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  -- the data folder in which the file lies: another node has another one
  folder uuid not null,
  -- what was asked, and who may see the answer: found by both
  fingerprint text not null,
  audience text not null,
  columns jsonb not null,
  row_count bigint not null,
  bytes bigint not null,
  -- there were more rows; and: it was made of rows that were not all
  truncated boolean not null,
  partial boolean not null,
  made_at timestamptz not null,
  -- the last time that it was asked for, to the hour
  used_at timestamptz not null,
  unique (project_id, fingerprint, audience, folder)
);
create index app_results_used on app_results (folder, used_at);
