-- What editors of a chart or dashboard have changed and nobody else sees yet: one draft of each, shared by its editors.
-- It goes where its content goes, into the trash and out of it, and is deleted with it.
create table drafts (
  resource_id uuid primary key references resources (id) on delete cascade,
  -- another one with each save: what an editor compares with
  version uuid not null,
  spec jsonb not null,
  -- ways back from here and forward again, the next one last
  undo jsonb not null,
  redo jsonb not null,
  -- the published revision that it began from
  base_revision integer not null,
  saved_by uuid references users (id) on delete set null,
  saved_at timestamptz not null
);
create index drafts_saved_by on drafts (saved_by) where saved_by is not null;
