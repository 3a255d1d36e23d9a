-- The month with which a project's fiscal years begin.
alter table projects add column fiscal_year_start integer not null default 1 check (fiscal_year_start between 1 and 12);
