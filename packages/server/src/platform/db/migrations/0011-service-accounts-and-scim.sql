-- Service accounts: actors of their own that are no person. They are users, so that roles, groups, values of attributes
-- and what they make work as for people; `kind` keeps them out of where only people belong.
alter table users add column kind text not null default 'person' check (kind in ('person', 'service'));

create table service_accounts (
  user_id uuid primary key references users (id) on delete cascade,
  description text,
  created_by uuid references users (id) on delete set null
);

-- Tokens of people and of service accounts are one table, whatever its name says.
alter table personal_access_tokens
  -- null: all that the owner may
  add column scopes text[],
  add column last_used_address text,
  -- the secret before the last rotation, while it still works
  add column previous_hash bytea unique,
  add column previous_ends_at timestamptz,
  -- the administrator who made it, for tokens of service accounts
  add column created_by uuid references users (id) on delete set null,
  -- the end that somebody was told of by mail
  add column warned_of timestamptz;
create index personal_access_tokens_expires on personal_access_tokens (expires_at) where expires_at is not null;

drop trigger announce on personal_access_tokens;
create trigger announce after update of token_hash, expires_at, scopes, previous_hash, previous_ends_at or delete on personal_access_tokens
  for each row execute function announce_identity_change();

-- How long tokens may live; without a row the defaults of the program hold.
create table token_rules (
  organization_id uuid not null references organizations (id) on delete cascade,
  owner_kind text not null check (owner_kind in ('person', 'service')),
  max_days integer check (max_days between 1 and 3650),
  requires_expiry boolean not null,
  primary key (organization_id, owner_kind),
  check (max_days is null or requires_expiry)
);

-- What a provider of identities looks after by SCIM: a row says that it does.
create table scim_users (
  user_id uuid primary key references users (id) on delete cascade,
  organization_id uuid not null references organizations (id) on delete cascade,
  -- as the provider writes it; where it is no address, the person's address is another
  user_name text not null,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- gone for the provider; the person is only deactivated, for what they made
  deleted_at timestamptz
);
create unique index scim_users_user_name on scim_users (organization_id, lower(user_name)) where deleted_at is null;

create table scim_groups (
  group_id uuid primary key references groups (id) on delete cascade,
  external_id text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
