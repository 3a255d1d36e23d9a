-- Organizations, people, credentials ------------------------------------------------------------------------------
create table organizations (
  id uuid primary key,
  name text not null,
  chart_colors jsonb,
  default_project_id uuid,
  created_at timestamptz not null default now()
);

create table users (
  id uuid primary key,
  -- stored trimmed and lower-cased; compared only in that form
  email text not null unique,
  first_name text not null,
  last_name text not null,
  password_hash text,
  email_verified boolean not null default false,
  is_active boolean not null default true,
  is_setup_complete boolean not null default true,
  is_marketing_opted_in boolean not null default false,
  is_tracking_anonymized boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table organization_members (
  user_id uuid primary key references users (id) on delete cascade,
  organization_id uuid not null references organizations (id) on delete cascade,
  role text not null check (role in ('member', 'viewer', 'interactive_viewer', 'editor', 'developer', 'admin')),
  created_at timestamptz not null default now()
);
create index organization_members_organization on organization_members (organization_id);

create table sessions (
  -- SHA-256 of the cookie's value: a stolen table opens nothing
  id_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text
);
create index sessions_user on sessions (user_id);

create table personal_access_tokens (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  description text not null,
  token_prefix text not null,
  token_hash bytea not null unique,
  created_at timestamptz not null default now(),
  rotated_at timestamptz,
  last_used_at timestamptz,
  expires_at timestamptz
);
create index personal_access_tokens_user on personal_access_tokens (user_id);

-- One-time links printed at start: sign in to the demo, or set up the first admin.
create table sign_in_links (
  token_hash bytea primary key,
  purpose text not null check (purpose in ('sign_in', 'setup')),
  user_id uuid references users (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table sign_in_attempts (
  -- 'account:<email>' or 'address:<ip>'
  key text primary key,
  failures integer not null,
  window_started_at timestamptz not null
);

-- Projects ----------------------------------------------------------------------------------------------------------
create table projects (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null,
  type text not null check (type in ('DEFAULT', 'PREVIEW')),
  -- kind of warehouse and its settings without secrets
  warehouse jsonb not null,
  -- where the models come from: {"type":"folder","path":…} or {"type":"none"} (sent by a client)
  model_source jsonb not null,
  timezone text not null default 'UTC',
  start_of_week integer check (start_of_week between 0 and 6),
  tables_configuration jsonb not null default '{"type":"ALL","value":null}',
  upstream_project_id uuid references projects (id) on delete set null,
  created_by uuid references users (id) on delete set null,
  created_at timestamptz not null default now()
);
create index projects_organization on projects (organization_id);

create table project_members (
  project_id uuid not null references projects (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('viewer', 'interactive_viewer', 'editor', 'developer', 'admin')),
  created_at timestamptz not null default now(),
  primary key (project_id, user_id)
);
create index project_members_user on project_members (user_id);

-- The compiled model that serves queries: the last good one.
create table project_models (
  project_id uuid primary key references projects (id) on delete cascade,
  revision text not null,
  explores jsonb not null,
  problems jsonb not null,
  compiled_at timestamptz not null
);

-- Resources: whatever a person makes --------------------------------------------------------------------------------
create table resources (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  project_id uuid not null references projects (id) on delete cascade,
  kind text not null,
  -- the space a resource lives in; a space's parent for a space
  space_id uuid references resources (id),
  -- the dashboard a chart lives inside, when it belongs to one
  dashboard_id uuid references resources (id),
  slug text not null,
  name text not null,
  description text,
  draft_revision integer not null default 1,
  published_revision integer not null default 1,
  created_by uuid references users (id) on delete set null,
  updated_by uuid references users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  deleted_by uuid references users (id) on delete set null
);
create unique index resources_slug on resources (project_id, kind, slug) where deleted_at is null;
create index resources_space on resources (space_id) where deleted_at is null;
create index resources_dashboard on resources (dashboard_id) where dashboard_id is not null;

create table revisions (
  id uuid primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  number integer not null,
  spec jsonb not null,
  message text,
  author_id uuid references users (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (resource_id, number)
);

-- What the published revision of a resource points at: 'chart' → id, 'explore' → name, 'field' → id.
create table resource_references (
  resource_id uuid not null references resources (id) on delete cascade,
  target_kind text not null,
  target text not null,
  primary key (resource_id, target_kind, target)
);
create index resource_references_target on resource_references (target_kind, target);

create table space_members (
  space_id uuid not null references resources (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  role text not null check (role in ('viewer', 'editor', 'admin')),
  primary key (space_id, user_id)
);
create index space_members_user on space_members (user_id);

create table resource_views (
  resource_id uuid primary key references resources (id) on delete cascade,
  views bigint not null default 0,
  first_viewed_at timestamptz not null
);

-- The change log: who did what, before and after, in the same transaction as the change ------------------------------
create table change_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  organization_id uuid,
  project_id uuid,
  actor_kind text not null,
  actor_id uuid,
  request_id text,
  operation text not null,
  target_kind text not null,
  target_id text not null,
  before jsonb,
  after jsonb
);
create index change_log_target on change_log (target_kind, target_id, id desc);
create index change_log_organization on change_log (organization_id, id desc);

-- Runs: whatever takes time -----------------------------------------------------------------------------------------
create table runs (
  id uuid primary key,
  kind text not null,
  state text not null check (state in ('queued', 'running', 'completed', 'failed', 'cancelled')),
  organization_id uuid references organizations (id) on delete cascade,
  project_id uuid references projects (id) on delete cascade,
  created_by uuid references users (id) on delete cascade,
  payload jsonb not null,
  progress jsonb,
  result jsonb,
  error text,
  priority integer not null default 0,
  dedupe_key text,
  group_key text,
  run_at timestamptz not null default now(),
  attempt integer not null default 0,
  max_attempts integer not null default 3,
  lease_until timestamptz,
  worker text,
  cancel_requested boolean not null default false,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index runs_queued on runs (priority desc, run_at, created_at) where state = 'queued';
create index runs_leased on runs (lease_until) where state = 'running';
create index runs_group on runs (group_key) where state = 'running' and group_key is not null;
create unique index runs_dedupe on runs (kind, dedupe_key) where state in ('queued', 'running') and dedupe_key is not null;
create index runs_creator on runs (created_by, created_at desc);

create table run_log (
  id bigint generated always as identity primary key,
  run_id uuid not null references runs (id) on delete cascade,
  at timestamptz not null default now(),
  level text not null check (level in ('info', 'warning', 'error')),
  message text not null
);
create index run_log_run on run_log (run_id, id);

create table cron_entries (
  name text primary key,
  kind text not null,
  cron text not null,
  timezone text not null,
  payload jsonb not null,
  next_at timestamptz not null
);

-- A file that a run made, opened by an unguessable link.
create table downloads (
  id_hash bytea primary key,
  run_id uuid references runs (id) on delete cascade,
  project_id uuid not null references projects (id) on delete cascade,
  path text not null,
  file_name text not null,
  content_type text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

-- Receipts: every query that ran --------------------------------------------------------------------------------------
create table query_log (
  id uuid primary key,
  at timestamptz not null,
  organization_id uuid not null,
  project_id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  -- where it was asked from: explore, chart, dashboard, sql, csv, total, underlying, filter_values
  source text not null,
  source_id text,
  query_hash text not null,
  model_revision text,
  sql text not null,
  status text not null check (status in ('ok', 'failed', 'cancelled', 'limit')),
  cache text not null check (cache in ('hit', 'miss', 'joined')),
  error text,
  rows integer,
  truncated boolean not null default false,
  duration_ms real not null,
  engine_ms real,
  receipt jsonb not null
);
create index query_log_project on query_log (project_id, at desc);

-- Small facts about this installation: 'demo' (what was seeded), 'instance' (id, first start).
create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);
