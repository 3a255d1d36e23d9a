-- How each test of an endpoint went last: no values, for those are of whoever ran it.
create table endpoint_test_results (
  endpoint_id uuid not null references resources (id) on delete cascade,
  name text not null,
  at timestamptz not null,
  -- null: gone
  by_id uuid references users (id) on delete set null,
  version integer not null,
  passed boolean not null,
  primary key (endpoint_id, name)
);
create index endpoint_test_results_by on endpoint_test_results (by_id);
