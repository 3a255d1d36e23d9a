-- Credentials that people bring for a warehouse, and which of them they use in a project. Without the secrets.
create table user_warehouse_credentials (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  name text not null,
  -- type and name to sign in with
  credentials jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_warehouse_credentials_user on user_warehouse_credentials (user_id, created_at);

create table project_credential_preferences (
  project_id uuid not null references projects (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  credentials_id uuid not null references user_warehouse_credentials (id) on delete cascade,
  primary key (project_id, user_id)
);

-- Secrets at rest: the text under a key of its own, that key under the installation's key `key_id`. Both are bound to
-- the other columns of their row. They go with what they belong to.
create table secrets (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  kind text not null check (kind in ('project_connection', 'user_warehouse_credentials')),
  purpose text not null,
  project_id uuid references projects (id) on delete cascade,
  user_credentials_id uuid references user_warehouse_credentials (id) on delete cascade,
  key_id text not null,
  wrapped_key bytea not null,
  ciphertext bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (num_nonnulls(project_id, user_credentials_id) = 1)
);
create unique index secrets_project on secrets (project_id, purpose) where project_id is not null;
create unique index secrets_user_credentials on secrets (user_credentials_id, purpose) where user_credentials_id is not null;
create index secrets_key on secrets (key_id);
