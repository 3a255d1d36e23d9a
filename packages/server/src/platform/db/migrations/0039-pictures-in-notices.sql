-- What is attached to mail that waits to be sent: kept once for all mails of one notice, and gone with the last of them.
create table outgoing_mail_files (
  id uuid primary key,
  name text not null,
  content_type text not null,
  bytes bytea not null check (octet_length(bytes) <= 10485760)
);
alter table outgoing_mails
  -- null: nothing is attached
  add column file_id uuid references outgoing_mail_files (id);
create index outgoing_mails_file on outgoing_mails (file_id) where file_id is not null;

-- Notices of before come without a picture.
update app_runs
   set notices = (select jsonb_agg(one || '{"picture": null}' order by place) from jsonb_array_elements(notices) with ordinality as each (one, place))
 where notices <> '[]';
update app_schedules
   set notices = (select jsonb_agg(one || '{"picture": null}' order by place) from jsonb_array_elements(notices) with ordinality as each (one, place))
 where notices <> '[]';
