-- Apps that pages of elsewhere may show, and on which sites. No row: nowhere.
create table embeddable_apps (
  resource_id uuid primary key references resources (id) on delete cascade,
  -- what stands in frame-ancestors: https://example.com, https://*.example.com
  origins text[] not null,
  switched_at timestamptz not null,
  -- null: somebody who is gone
  switched_by uuid references users (id) on delete set null
);
create index embeddable_apps_by on embeddable_apps (switched_by) where switched_by is not null;

-- Addresses that show an app once. Kept for some days after their end, to say that it was one.
create table app_embed_links (
  -- of the secret in the address
  token_hash bytea primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  -- with whose rights it shows anything
  creator_id uuid not null references users (id) on delete cascade,
  attributes jsonb not null,
  inputs jsonb not null,
  options jsonb not null,
  scopes text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  opened_at timestamptz,
  -- what it was opened as, and of the secret that this page has since
  session_id uuid unique references app_sessions (id) on delete cascade,
  session_token_hash bytea unique,
  session_ends_at timestamptz,
  check ((opened_at is null) = (session_id is null) and (session_id is null) = (session_token_hash is null) and (session_id is null) = (session_ends_at is null))
);
create index app_embed_links_resource on app_embed_links (resource_id, expires_at);
create index app_embed_links_creator on app_embed_links (creator_id);
create index app_embed_links_expiry on app_embed_links (expires_at);
