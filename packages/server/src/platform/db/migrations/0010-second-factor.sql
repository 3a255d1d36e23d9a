-- Second factors, passkeys, and how fresh the proof behind a session is ------------------------------------------------

-- How the person came in, and when they last proved who they are: a session that goes on under a new id keeps both.
alter table sessions add column via text not null default 'password';
alter table sessions add column proven_at timestamptz;
update sessions set proven_at = created_at;
alter table sessions alter column proven_at set not null;
alter table sessions alter column proven_at set default now();

-- Everybody who signs in here, not at an identity provider, must have a second factor.
alter table organizations add column requires_second_factor boolean not null default false;
create trigger announce_second_factor after update of requires_second_factor on organizations
  for each statement execute function announce_identity_of_many();

-- Secrets of a person. One that belongs to nobody's organization is theirs alone.
alter table secrets alter column organization_id drop not null;
alter table secrets add column user_id uuid references users (id) on delete cascade;
-- Kinds come with what has secrets: the program names them (`schema.ts`).
alter table secrets drop constraint if exists secrets_kind_check;
alter table secrets drop constraint if exists secrets_check;
alter table secrets drop constraint if exists secrets_owner;
alter table secrets add constraint secrets_owner check (num_nonnulls(project_id, user_credentials_id, identity_provider_id, user_id) = 1);
create unique index secrets_user on secrets (user_id, purpose) where user_id is not null;

-- Authenticator apps that were confirmed by a code. Their key is in `secrets`.
create table totp_authenticators (
  user_id uuid primary key references users (id) on delete cascade,
  -- the newest time step of which a code was taken: no code of it or before it is taken again
  last_step bigint not null,
  created_at timestamptz not null
);
create trigger announce after insert or delete on totp_authenticators for each row execute function announce_identity_change();

create table recovery_codes (
  user_id uuid not null references users (id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  created_at timestamptz not null,
  primary key (user_id, code_hash)
);

create table passkeys (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  -- as the authenticator names it, base64url
  credential_id text not null unique,
  public_key bytea not null,
  -- of its signatures; stays 0 where the authenticator counts none
  counter bigint not null,
  transports jsonb not null,
  name text not null,
  is_backed_up boolean not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_user on passkeys (user_id, created_at);
create trigger announce after insert or delete on passkeys for each row execute function announce_identity_change();

-- What an authenticator is asked to sign, once and soon.
create table passkey_challenges (
  challenge_hash bytea primary key,
  purpose text not null check (purpose in ('register', 'sign_in', 'second_step', 'proof')),
  user_id uuid references users (id) on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenges_expiry on passkey_challenges (expires_at);

-- Sign-ins whose password was right and whose second step is missing. No session: they open nothing else.
create table pending_sign_ins (
  id_hash bytea primary key,
  user_id uuid not null references users (id) on delete cascade,
  attempts integer not null default 0,
  expires_at timestamptz not null
);
create index pending_sign_ins_expiry on pending_sign_ins (expires_at);
