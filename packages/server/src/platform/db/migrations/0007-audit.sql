-- The change log is the audit log: from where and with which credential, what was refused and why, and a chain of
-- hashes that shows when a line was changed, put in or taken out.
alter table change_log add column outcome text not null default 'done' check (outcome in ('done', 'refused'));
alter table change_log add column reason text;
alter table change_log add column address text;
alter table change_log add column user_agent text;
alter table change_log add column credential text check (credential in ('session', 'token', 'background'));
-- the token that was used; outlives the token
alter table change_log add column credential_id uuid;
alter table change_log add column hash bytea;

-- One field as it goes into the hash: length and text, so that no two lines of fields look alike.
create function change_log_field(field text) returns text language sql immutable as $$
  select case when field is null then '-' else octet_length(convert_to(field, 'UTF8')) || ':' || field end
$$;

-- SHA-256 over the hash before and every field. `verify-change-log.ts` computes the same without this function.
create function change_log_hash(previous bytea, line change_log) returns bytea language sql stable as $$
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
    change_log_field(line.credential_id::text)
  ), 'UTF8'))
$$;

do $$
declare
  line change_log;
  previous bytea := decode(repeat('00', 32), 'hex');
begin
  for line in select * from change_log order by id loop
    previous := change_log_hash(previous, line);
    update change_log set hash = previous where id = line.id;
  end loop;
end
$$;
alter table change_log alter column hash set not null;

-- Lines are numbered and chained under one lock, held until the transaction ends: who comes next sees this line, or that
-- there is none. Numbers have no gaps, so that two lines after the same one would be two rows with one key.
alter table change_log alter column id drop identity;
create function chain_change() returns trigger language plpgsql as $$
declare
  last_id bigint;
  last_hash bytea;
begin
  perform pg_advisory_xact_lock(4717203);
  select id, hash into last_id, last_hash from change_log order by id desc limit 1;
  new.id := coalesce(last_id, 0) + 1;
  new.hash := change_log_hash(coalesce(last_hash, decode(repeat('00', 32), 'hex')), new);
  return new;
end
$$;
create trigger chain before insert on change_log for each row execute function chain_change();

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'The change log is only ever appended to' using errcode = 'restrict_violation';
end
$$;
create trigger append_only before update or delete or truncate on change_log for each statement execute function refuse_rewriting();

-- A page of the log is a walk of an index whatever it is filtered by.
create index change_log_actor on change_log (organization_id, actor_id, id desc);
create index change_log_project on change_log (organization_id, project_id, id desc);
create index change_log_operation on change_log (organization_id, operation, id desc);
create index change_log_time on change_log (organization_id, at);
