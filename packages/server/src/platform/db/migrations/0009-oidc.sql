-- Signing in by OpenID Connect: the providers of an organization, and sign-ins that are under way ---------------------

-- False: only administrators sign in with a password.
alter table organizations add column password_sign_in boolean not null default true;

create table identity_providers (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  -- stands in the address that the provider sends people back to
  slug text not null unique,
  name text not null,
  issuer text not null,
  client_id text not null,
  scopes text not null,
  -- of which e-mail addresses its word is taken; empty: of all
  domains jsonb not null,
  -- whether a verified address leads into the account that has it already
  joins_by_email boolean not null,
  -- whether people without an account get one, and what they become
  creates_accounts boolean not null,
  role text not null check (role in ('member', 'viewer', 'interactive_viewer', 'editor')),
  -- claim that names a person's groups at the provider; null: groups are ours alone
  groups_claim text,
  is_enabled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index identity_providers_organization on identity_providers (organization_id);

-- Which value of the claim makes a person a member of which group.
create table identity_provider_groups (
  provider_id uuid not null references identity_providers (id) on delete cascade,
  claim_value text not null,
  group_id uuid not null references groups (id) on delete cascade,
  primary key (provider_id, claim_value, group_id)
);
create index identity_provider_groups_group on identity_provider_groups (group_id);

-- Sign-ins under way: each comes back once, and to the browser that began it. What proves that is not kept here: nonce
-- and code verifier are derived from the browser's cookie.
create table oidc_attempts (
  state_hash bytea primary key,
  browser_hash bytea not null,
  provider_id uuid not null references identity_providers (id) on delete cascade,
  return_path text not null,
  -- the person who adds this way in to their account; null: somebody signs in
  linking_user_id uuid references users (id) on delete cascade,
  expires_at timestamptz not null
);
create index oidc_attempts_expiry on oidc_attempts (expires_at);

alter table secrets add column identity_provider_id uuid references identity_providers (id) on delete cascade;
alter table secrets drop constraint secrets_kind_check;
alter table secrets add constraint secrets_kind_check check (kind in ('project_connection', 'user_warehouse_credentials', 'identity_provider'));
alter table secrets drop constraint secrets_check;
alter table secrets add constraint secrets_owner check (num_nonnulls(project_id, user_credentials_id, identity_provider_id) = 1);
create unique index secrets_identity_provider on secrets (identity_provider_id, purpose) where identity_provider_id is not null;
