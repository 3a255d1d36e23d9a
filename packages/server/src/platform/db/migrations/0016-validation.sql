-- Models sent by clients, validation, renames across content, verified content, who looked -------------------------

-- Whose model serves: that of the project's files, or explores that a client compiled and sent.
alter table project_models add column made_by text not null default 'files' check (made_by in ('files', 'client'));
-- Fields that are gone, with what they were made of: what bears their SQL under another name is offered in their place.
alter table project_models add column gone_fields jsonb not null default '{}';

-- What is broken. Rows of the latest validation of the model that serves are current; those of explores that a client
-- asked about stand beside them for a day. The number is what clients dismiss a row by.
create table validation_findings (
  number bigint generated always as identity primary key,
  project_id uuid not null references projects (id) on delete cascade,
  -- the run that found it; runs are swept before their findings
  run_id uuid not null,
  is_current boolean not null,
  source text not null check (source in ('chart', 'dashboard', 'table')),
  error_type text not null,
  -- what it comes from: findings of one cause are shown together
  cause jsonb not null,
  resource_id uuid references resources (id) on delete cascade,
  -- of a dashboard: the chart on it that is broken or gone
  chart_id uuid,
  found_at timestamptz not null
);
create index validation_findings_project on validation_findings (project_id, is_current);
create index validation_findings_run on validation_findings (run_id);
create index validation_findings_resource on validation_findings (resource_id) where resource_id is not null;

-- The latest run of a kind in a project.
create index runs_project on runs (project_id, kind, created_at desc) where project_id is not null;

-- A rename that was carried through content: the versions it wrote, so that it can be taken back.
create table content_renames (
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  rename jsonb not null,
  -- resource, version before, version written
  changes jsonb not null,
  author_id uuid references users (id) on delete set null,
  done_at timestamptz not null,
  undone_at timestamptz
);
create index content_renames_project on content_renames (project_id, done_at);

-- Who vouches for a chart or dashboard, and for which question: another question has to be verified anew.
create table verifications (
  resource_id uuid primary key references resources (id) on delete cascade,
  question_hash text not null,
  verified_by uuid references users (id) on delete set null,
  verified_at timestamptz not null
);
create index verifications_verified_by on verifications (verified_by) where verified_by is not null;

-- Who looked at what, and when last.
create table resource_viewers (
  resource_id uuid not null references resources (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  last_viewed_at timestamptz not null,
  primary key (resource_id, user_id)
);
create index resource_viewers_user on resource_viewers (user_id);

-- Keys of tunnels to warehouses: the public half. The private half is in `secrets`.
create table ssh_key_pairs (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  public_key text not null unique,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null
);
alter table secrets add column ssh_key_pair_id uuid references ssh_key_pairs (id) on delete cascade;
alter table secrets drop constraint if exists secrets_owner;
alter table secrets
  add constraint secrets_owner check (num_nonnulls(project_id, user_credentials_id, identity_provider_id, user_id, ssh_key_pair_id) = 1);
create unique index secrets_ssh_key_pair on secrets (ssh_key_pair_id, purpose) where ssh_key_pair_id is not null;

-- Another semantic layer that a project asks: address and environment. Its token is in `secrets`.
alter table projects add column semantic_layer jsonb;
