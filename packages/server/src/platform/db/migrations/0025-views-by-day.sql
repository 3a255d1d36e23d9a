-- How often a thing was looked at on each of the last days; all views ever are in resource_views.
create table resource_views_by_day (
  resource_id uuid not null references resources (id) on delete cascade,
  day date not null,
  views bigint not null,
  primary key (resource_id, day)
);
create index resource_views_by_day_day on resource_views_by_day (day);
