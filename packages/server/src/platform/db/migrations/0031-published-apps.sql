-- Which version of a notebook viewers have as its app; no row: it was never published.
create table published_apps (
  resource_id uuid primary key references resources (id) on delete cascade,
  revision integer not null,
  published_at timestamptz not null,
  -- null: somebody who is gone
  published_by uuid references users (id) on delete set null,
  foreign key (resource_id, revision) references revisions (resource_id, number) on delete cascade
);
create index published_apps_by on published_apps (published_by) where published_by is not null;
