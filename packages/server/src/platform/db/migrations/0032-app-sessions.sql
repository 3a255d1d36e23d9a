-- Somebody at work in a notebook or app, or a run of it: values of inputs, and what came of each cell. Kernels are in memory only.
create table app_sessions (
  id uuid primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  -- notebook: the draft; app: a viewer's; run: one that nobody watches; preview: of publishing; embed: in a page of elsewhere; live: of many
  kind text not null check (kind in ('notebook', 'app', 'run', 'preview', 'embed', 'live')),
  -- what it runs; null: the draft
  revision integer,
  -- null: somebody who is gone, or nobody who signed in
  owner_id uuid references users (id) on delete set null,
  -- attributes of whoever looks at an embedded app
  attributes jsonb,
  inputs jsonb not null default '{}',
  -- counts changes of inputs
  version bigint not null default 0,
  created_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz,
  foreign key (resource_id, revision) references revisions (resource_id, number) on delete cascade
);
create index app_sessions_resource on app_sessions (resource_id, revision);
create index app_sessions_owner on app_sessions (owner_id) where owner_id is not null;
create index app_sessions_open on app_sessions (used_at) where ended_at is null;

create table app_outcomes (
  session_id uuid not null references app_sessions (id) on delete cascade,
  cell_id text not null,
  -- see domain/apps/execution/outcome.ts
  outcome jsonb not null,
  at timestamptz not null,
  primary key (session_id, cell_id)
);
