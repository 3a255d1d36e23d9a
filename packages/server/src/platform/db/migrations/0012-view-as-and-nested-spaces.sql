-- View as another person: a mode of one session of an administrator. Kept when it is over, for the person to see.
create table impersonations (
  id uuid primary key,
  -- the session it is a mode of; gone with it
  session_hash bytea references sessions (id_hash) on delete set null,
  organization_id uuid not null references organizations (id) on delete cascade,
  -- who looks; kept as an id when they are gone
  actor_id uuid references users (id) on delete set null,
  -- whom they look as
  user_id uuid not null references users (id) on delete cascade,
  reason text not null,
  started_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz
);
create unique index impersonations_open on impersonations (session_hash) where ended_at is null;
create index impersonations_user on impersonations (user_id, started_at desc);
create index impersonations_actor on impersonations (actor_id);

create function announce_impersonator() returns trigger language plpgsql as $$
begin
  if new.actor_id is not null then
    perform pg_notify('atrium_identity_changed', new.actor_id::text);
  end if;
  return null;
end
$$;
create trigger announce after insert or update on impersonations for each row execute function announce_impersonator();

-- Whom the actor was looking as. Hashed where it is there, as a last field: lines from before keep their hash.
alter table change_log add column as_id uuid;
create or replace function change_log_hash(previous bytea, line change_log) returns bytea language sql stable as $$
  select sha256(previous || convert_to(concat(
    change_log_field(line.id::text),
    change_log_field((extract(epoch from line.at) * 1000000)::bigint::text),
    change_log_field(line.organization_id::text),
    change_log_field(line.project_id::text),
    change_log_field(line.actor_kind),
    change_log_field(line.actor_id::text),
    change_log_field(line.request_id),
    change_log_field(line.operation),
    change_log_field(line.target_kind),
    change_log_field(line.target_id),
    change_log_field(line.before::text),
    change_log_field(line.after::text),
    change_log_field(line.outcome),
    change_log_field(line.reason),
    change_log_field(line.address),
    change_log_field(line.user_agent),
    change_log_field(line.credential),
    change_log_field(line.credential_id::text),
    case when line.as_id is null then '' else change_log_field(line.as_id::text) end
  ), 'UTF8'))
$$;

alter table query_log add column as_id uuid;

-- A space that has the access of the space it is in, as well as its own people. `chain`: itself and the spaces above it
-- whose people count, up to the one that says whether it is private. A space without a row has only its own.
create table inherited_access (
  space_id uuid primary key references resources (id) on delete cascade,
  chain uuid[] not null check (cardinality(chain) > 1)
);
