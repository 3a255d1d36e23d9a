-- Services of others that an organization is connected to. Their keys and tokens are in `secrets`.
create table integrations (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  kind text not null check (kind in ('github', 'google', 'slack')),
  settings jsonb not null,
  connected_by uuid references users (id) on delete set null,
  connected_at timestamptz not null,
  unique (organization_id, kind)
);
create index integrations_connected_by on integrations (connected_by) where connected_by is not null;

alter table secrets add column integration_id uuid references integrations (id) on delete cascade;
alter table secrets drop constraint if exists secrets_owner;
alter table secrets
  add constraint secrets_owner check (num_nonnulls(project_id, user_credentials_id, identity_provider_id, user_id, ssh_key_pair_id, integration_id) = 1);
create unique index secrets_integration on secrets (integration_id, purpose) where integration_id is not null;

-- Browsers that have left for such a service and are to come back once, in the session they left with.
create table integration_attempts (
  state_hash bytea primary key,
  integration_id uuid not null references integrations (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  session_id text not null,
  return_path text not null,
  expires_at timestamptz not null
);
create index integration_attempts_integration on integration_attempts (integration_id);
create index integration_attempts_user on integration_attempts (user_id);
create index integration_attempts_expiry on integration_attempts (expires_at);

-- People who let the organization's Google client write sheets for them.
create table google_accounts (
  user_id uuid primary key references users (id) on delete cascade,
  integration_id uuid not null references integrations (id) on delete cascade,
  email text not null,
  linked_at timestamptz not null
);
create index google_accounts_integration on google_accounts (integration_id);

-- Where the models of a project are kept in version control, and what was last read there.
create table project_repositories (
  project_id uuid primary key references projects (id) on delete cascade,
  settings jsonb not null,
  last_commit jsonb,
  pulled_at timestamptz,
  failure text
);
