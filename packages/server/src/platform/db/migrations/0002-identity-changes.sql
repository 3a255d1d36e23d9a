-- Nodes keep actors (who asks, with which roles) in memory. Whatever changes what an actor may do is announced here,
-- by the store itself, so that no writer can forget it. Sent when the transaction commits. Payload: the user's id.
create function announce_identity_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform pg_notify('atrium_identity_changed', old.user_id::text);
  else
    perform pg_notify('atrium_identity_changed', new.user_id::text);
  end if;
  return null;
end
$$;

create function announce_user_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('atrium_identity_changed', old.id::text);
  return null;
end
$$;

create trigger announce after update or delete on users for each row execute function announce_user_change();
create trigger announce after insert or update or delete on organization_members for each row execute function announce_identity_change();
create trigger announce after insert or update or delete on project_members for each row execute function announce_identity_change();
create trigger announce after insert or update or delete on space_members for each row execute function announce_identity_change();
-- Being used changes these rows too, and nobody needs to hear of that.
create trigger announce after delete on sessions for each row execute function announce_identity_change();
create trigger announce after update of token_hash, expires_at or delete on personal_access_tokens for each row execute function announce_identity_change();
