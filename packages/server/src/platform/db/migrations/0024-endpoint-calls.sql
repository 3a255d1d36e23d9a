-- Nodes remember parts of a project's content: whatever is written down as changed there is told to all of them, with the commit and only then.
create function announce_content_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('atrium_content_changed', new.project_id::text);
  return null;
end $$;
create trigger announce after insert on change_log for each row
  when (new.project_id is not null and new.outcome = 'done') execute function announce_content_change();

-- Calls by key and span of time, added up over all nodes, so that limits hold across them and after a restart. What ended is deleted by the way.
create table call_counts (
  key text not null,
  seconds integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  calls integer not null,
  primary key (key, seconds, starts_at)
);
create index call_counts_ends_at on call_counts (ends_at);

-- Tokens that call a few endpoints in the name of whoever made them. What they may is in the token itself, signed; here they are found and revoked.
create table run_tokens (
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  name text not null,
  endpoint_ids uuid[] not null,
  variables jsonb not null,
  origins text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index run_tokens_project on run_tokens (project_id);
create index run_tokens_user on run_tokens (user_id);
