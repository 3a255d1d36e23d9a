-- A schedule whose view is nobody's to see any more is switched off, and says so.
alter table app_schedules drop constraint app_schedules_stopped_because_check;
alter table app_schedules add constraint app_schedules_stopped_because_check
  check (stopped_because in ('owner_gone', 'owner_may_not', 'app_unpublished', 'view_missing'));
