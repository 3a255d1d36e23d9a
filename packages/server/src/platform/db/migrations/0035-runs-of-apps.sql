-- Values of an app's inputs under a name.
create table app_views (
  id uuid primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  name text not null,
  inputs jsonb not null,
  -- for all who see the app; others are their maker's own
  is_shared boolean not null,
  -- null: somebody who is gone
  owner_id uuid references users (id) on delete set null,
  created_at timestamptz not null
);
create index app_views_resource on app_views (resource_id, name);
create index app_views_owner on app_views (owner_id) where owner_id is not null;

-- When an app runs by itself, as its owner.
create table app_schedules (
  id uuid primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  owner_id uuid references users (id) on delete set null,
  -- as it was chosen; `cron` is what counts
  cadence jsonb not null,
  cron text not null,
  timezone text not null,
  -- null: inputs have their defaults. A view that a schedule uses is not deleted
  view_id uuid references app_views (id),
  uses_cached_sql boolean not null,
  updates_published boolean not null,
  notices jsonb not null,
  enabled boolean not null,
  -- why it was switched off by the house; null: it was not
  stopped_because text check (stopped_because in ('owner_gone', 'owner_may_not', 'app_unpublished')),
  next_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index app_schedules_resource on app_schedules (resource_id);
create index app_schedules_owner on app_schedules (owner_id) where owner_id is not null;
create index app_schedules_view on app_schedules (view_id) where view_id is not null;
create index app_schedules_due on app_schedules (next_at) where enabled;

-- A run of an app from beginning to end. Its inputs and what came of its cells are those of its session.
create table app_runs (
  id uuid primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  session_id uuid not null unique references app_sessions (id) on delete cascade,
  -- the work in the queue; null: none was begun, or it was tidied away
  job_id uuid references runs (id) on delete set null,
  trigger text not null check (trigger in ('api', 'schedule', 'person', 'app_refresh', 'preview')),
  -- null: the draft
  revision integer,
  state text not null check (state in ('pending', 'running', 'completed', 'errored', 'killed', 'unable_to_allocate_kernel')),
  view_id uuid references app_views (id) on delete set null,
  schedule_id uuid references app_schedules (id) on delete set null,
  -- which of the schedule's times it is for
  slot timestamptz,
  uses_cached_sql boolean not null,
  updates_published boolean not null,
  notices jsonb not null,
  -- of previews: what is published when it completes
  publishing jsonb,
  failure jsonb,
  owner_id uuid references users (id) on delete set null,
  created_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz
);
create index app_runs_resource on app_runs (resource_id, created_at desc);
create index app_runs_job on app_runs (job_id) where job_id is not null;
create index app_runs_view on app_runs (view_id) where view_id is not null;
create unique index app_runs_slot on app_runs (schedule_id, slot) where schedule_id is not null;
create index app_runs_owner on app_runs (owner_id) where owner_id is not null;
create index app_runs_open on app_runs (owner_id) where state in ('pending', 'running');
create index app_runs_ended on app_runs (ended_at) where ended_at is not null;
-- What viewers see is computed anew once at a time.
create unique index app_runs_refresh on app_runs (resource_id) where trigger = 'app_refresh' and state in ('pending', 'running');

create table app_run_log (
  id bigint generated always as identity primary key,
  run_id uuid not null references app_runs (id) on delete cascade,
  at timestamptz not null,
  level text not null check (level in ('info', 'warning', 'error')),
  -- what happened, for texts in any language
  event text not null,
  cell_id text,
  -- in whose words it failed, who was told
  message text
);
create index app_run_log_run on app_run_log (run_id, id);

-- The run whose results viewers see when they open the app.
alter table published_apps
  add column results_run_id uuid references app_runs (id) on delete set null,
  add column results_at timestamptz,
  -- chosen by hand: not computed anew because of its age
  add column results_pinned boolean not null default false;
create index published_apps_results on published_apps (results_run_id) where results_run_id is not null;
