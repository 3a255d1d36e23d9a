-- Whether cells of notebooks may write tables into the warehouse of a project, and which. No row: none.
create table project_writeback (
  project_id uuid primary key references projects (id) on delete cascade,
  -- null: this warehouse has no schemas
  schema_name text,
  -- what names of written tables begin with; may be empty
  prefix text not null,
  switched_at timestamptz not null,
  -- null: somebody who is gone
  switched_by uuid references users (id) on delete set null
);
create index project_writeback_by on project_writeback (switched_by) where switched_by is not null;

-- Tables that cells wrote, each with its last time. They go with their project, or when somebody deletes the table here.
create table written_tables (
  project_id uuid not null references projects (id) on delete cascade,
  -- as SQL names it: with its schema where the warehouse has some
  name text not null,
  -- null: a notebook that was deleted for good
  notebook_id uuid references resources (id) on delete set null,
  -- rows of the last time
  rows bigint not null,
  mode text not null check (mode in ('append', 'replace')),
  made_at timestamptz not null,
  written_at timestamptz not null,
  -- null: somebody who is gone
  written_by uuid references users (id) on delete set null,
  primary key (project_id, name)
);
create index written_tables_notebook on written_tables (notebook_id) where notebook_id is not null;
create index written_tables_by on written_tables (written_by) where written_by is not null;

-- Another one whenever tables of the warehouse were written from here: answers of before do not count any more.
alter table projects add column data_version bigint not null default 0;
