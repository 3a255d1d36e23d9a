-- Accounts: invited people, codes sent by mail, who may join, mail that waits to be sent ------------------------------

-- Invited and not here yet: no password, no session; what the organization gave them waits.
alter table users add column is_pending boolean not null default false;

-- What people name a session by: the hash of its cookie stays inside.
alter table sessions add column id uuid not null default gen_random_uuid();
create unique index sessions_id on sessions (id);

-- Invitations and ways to a new password are single-use links like the printed ones.
alter table sign_in_links drop constraint sign_in_links_purpose_check;
alter table sign_in_links add constraint sign_in_links_purpose_check
  check (purpose in ('sign_in', 'setup', 'invitation', 'password_reset'));
create index sign_in_links_user on sign_in_links (user_id) where user_id is not null;

-- One code at a time that proves that a person reads an address. Six digits: keyed hash, few attempts, short life.
create table email_passcodes (
  user_id uuid primary key references users (id) on delete cascade,
  -- the address it was sent to: it proves no other one
  email text not null,
  code_hash bytea not null,
  attempts integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- Whose addresses may join an organization by themselves, and what they become.
create table allowed_email_domains (
  organization_id uuid primary key references organizations (id) on delete cascade,
  domains jsonb not null,
  role text not null check (role in ('member', 'viewer', 'interactive_viewer', 'editor'))
);
create table allowed_email_domain_projects (
  organization_id uuid not null references allowed_email_domains (organization_id) on delete cascade,
  project_id uuid not null references projects (id) on delete cascade,
  role text not null check (role in ('viewer', 'interactive_viewer', 'editor')),
  primary key (organization_id, project_id)
);

-- Other ways in: an identity is (issuer, subject), never an e-mail address.
create table linked_identities (
  issuer text not null,
  subject text not null,
  issuer_type text not null,
  user_id uuid not null references users (id) on delete cascade,
  email text not null,
  created_at timestamptz not null,
  primary key (issuer, subject)
);
create index linked_identities_user on linked_identities (user_id);

-- When somebody of the organization was congratulated on their first query.
alter table organizations add column onboarding_shown_at timestamptz;

-- Mail until it is sent: the run that sends it holds only the id, so that codes and links do not outlive the sending.
create table outgoing_mails (
  id uuid primary key,
  recipient text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  -- when what it says is over: it is not sent any more
  discard_at timestamptz not null
);
