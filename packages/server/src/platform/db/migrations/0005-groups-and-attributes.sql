-- Groups of people, what they may do, and user attributes. A person has the roles of all their groups.
create table groups (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null,
  created_by uuid references users (id) on delete set null,
  updated_by uuid references users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, name)
);

create table group_members (
  group_id uuid not null references groups (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (group_id, user_id)
);
create index group_members_user on group_members (user_id);

create table project_groups (
  project_id uuid not null references projects (id) on delete cascade,
  group_id uuid not null references groups (id) on delete cascade,
  role text not null check (role in ('viewer', 'interactive_viewer', 'editor', 'developer', 'admin')),
  created_at timestamptz not null default now(),
  primary key (project_id, group_id)
);
create index project_groups_group on project_groups (group_id);

create table space_groups (
  space_id uuid not null references resources (id) on delete cascade,
  group_id uuid not null references groups (id) on delete cascade,
  role text not null check (role in ('viewer', 'editor', 'admin')),
  primary key (space_id, group_id)
);
create index space_groups_group on space_groups (group_id);

create table user_attributes (
  id uuid primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  name text not null,
  description text,
  -- the value of those who have none of their own and none by a group; null: they have none
  default_value text,
  created_at timestamptz not null default now(),
  unique (organization_id, name)
);

create table user_attribute_values (
  attribute_id uuid not null references user_attributes (id) on delete cascade,
  user_id uuid not null references users (id) on delete cascade,
  value text not null,
  primary key (attribute_id, user_id)
);
create index user_attribute_values_user on user_attribute_values (user_id);

create table group_attribute_values (
  attribute_id uuid not null references user_attributes (id) on delete cascade,
  group_id uuid not null references groups (id) on delete cascade,
  value text not null,
  primary key (attribute_id, group_id)
);
create index group_attribute_values_group on group_attribute_values (group_id);

-- Rights of many at once: '*' stands for everybody, and is sent once however many rows a transaction changes.
create function announce_identity_of_many() returns trigger language plpgsql as $$
begin
  perform pg_notify('atrium_identity_changed', '*');
  return null;
end
$$;

create trigger announce after insert or update or delete on group_members for each row execute function announce_identity_change();
create trigger announce after insert or update or delete on user_attribute_values for each row execute function announce_identity_change();
create trigger announce after insert or update or delete on project_groups for each statement execute function announce_identity_of_many();
create trigger announce after insert or update or delete on space_groups for each statement execute function announce_identity_of_many();
create trigger announce after insert or update or delete on user_attributes for each statement execute function announce_identity_of_many();
create trigger announce after insert or update or delete on group_attribute_values for each statement execute function announce_identity_of_many();
