-- Categories of a project's catalog, and what people put on items of it. Items are named, not numbered: they are those of
-- the compiled model, and what is said of one that is gone for a while waits for it to come back.
create table tags (
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  name text not null,
  color text not null,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null default now()
);
create unique index tags_name on tags (project_id, lower(name));
create index tags_created_by on tags (created_by) where created_by is not null;

-- `field_name` is empty for the table itself.
create table catalog_categories (
  project_id uuid not null references projects (id) on delete cascade,
  table_name text not null,
  field_name text not null,
  tag_id uuid not null references tags (id) on delete cascade,
  primary key (project_id, table_name, field_name, tag_id)
);
create index catalog_categories_tag on catalog_categories (tag_id);

create table catalog_icons (
  project_id uuid not null references projects (id) on delete cascade,
  table_name text not null,
  field_name text not null,
  icon jsonb not null,
  primary key (project_id, table_name, field_name)
);

-- What a metric was before a compilation changed it.
create table metric_changes (
  id bigint generated always as identity primary key,
  project_id uuid not null references projects (id) on delete cascade,
  table_name text not null,
  field_name text not null,
  at timestamptz not null,
  before jsonb,
  after jsonb
);
create index metric_changes_metric on metric_changes (project_id, table_name, field_name, id desc);

-- Text as it is compared in a search: without case and accents. `foldText` of the server does the same.
create function search_text(value text) returns text
  language sql immutable strict parallel safe
  return lower(regexp_replace(normalize(value, NFKD), '[\u0300-\u036f]+', '', 'g'));

-- Kept beside what they are made of: computed for every row at every key pressed they would be most of a search.
alter table resources
  add column search_name text generated always as (search_text(name)) stored,
  add column search_words tsvector generated always as
    (to_tsvector('simple', search_text(name || ' ' || coalesce(left(description, 10000), '')))) stored;
