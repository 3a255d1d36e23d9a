-- Of a live session: its inputs are changed by its host alone.
alter table app_sessions add column is_locked boolean not null default false;
