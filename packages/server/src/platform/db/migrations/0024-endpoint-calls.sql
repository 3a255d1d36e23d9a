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
