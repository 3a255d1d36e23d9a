-- Of a table that a cell wrote which, and how many rows: pages say it in their own words.
alter table app_run_log add column written jsonb;
