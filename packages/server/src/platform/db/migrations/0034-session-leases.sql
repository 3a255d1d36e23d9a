-- What runs in a session runs on one node, until then unless it says more: a node that died holds nothing.
alter table app_sessions add column node text;
alter table app_sessions add column busy_until timestamptz;
