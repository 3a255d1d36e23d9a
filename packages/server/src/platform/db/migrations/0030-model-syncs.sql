-- What the last synchronization of a folder of models brought, so that the next one takes away only that, and what was there before it.
create table model_syncs (
  project_id uuid not null references projects (id) on delete cascade,
  -- right inside of the model folder
  folder text not null,
  -- the paths that it wrote and their versions
  files jsonb not null,
  -- the files of before, to be put back; null: they are not kept, or were put back already
  before jsonb,
  author_id uuid references users (id) on delete set null,
  done_at timestamptz not null,
  primary key (project_id, folder)
);
create index model_syncs_author on model_syncs (author_id) where author_id is not null;
