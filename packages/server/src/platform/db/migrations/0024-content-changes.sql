-- Nodes remember parts of a project's content: whatever is written down as changed there is told to all of them, with the commit and only then.
create function announce_content_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('atrium_content_changed', new.project_id::text);
  return null;
end $$;
create trigger announce after insert on change_log for each row
  when (new.project_id is not null and new.outcome = 'done') execute function announce_content_change();
