-- What a resource was called and where it was, from a moment on, and whether it was in the trash. With its revisions: what it was at
-- any moment. Rows are only ever added; they go with their resource.
create table resource_states (
  -- Of several at one moment the last one counts.
  id bigint generated always as identity primary key,
  resource_id uuid not null references resources (id) on delete cascade,
  at timestamptz not null,
  name text not null,
  description text,
  slug text not null,
  -- Null too when that place was deleted for good.
  space_id uuid references resources (id) on delete set null,
  dashboard_id uuid references resources (id) on delete set null,
  is_deleted boolean not null,
  changed_by uuid references users (id) on delete set null
);
create index resource_states_resource on resource_states (resource_id, at desc, id desc);
create index resource_states_slug on resource_states (slug);
create index resource_states_space on resource_states (space_id) where space_id is not null;
create index resource_states_dashboard on resource_states (dashboard_id) where dashboard_id is not null;
create index resource_states_changed_by on resource_states (changed_by) where changed_by is not null;

-- What was before this table, as far as the change log tells it: how things were made, renamed, moved, deleted and restored.
with events as (
  select r.id as resource_id, 0::bigint as line, r.created_at as at, r.created_by as changed_by, false as is_deleted
    from resources r
  union all
  select r.id, c.id, c.at, c.actor_id, false
    from resources r join change_log c on c.target_kind = r.kind and c.target_id = r.id::text
   where c.outcome = 'done' and jsonb_typeof(c.before -> 'name') = 'string' and jsonb_typeof(c.after -> 'name') = 'string'
     and (c.before ->> 'name', c.before ->> 'description', c.before ->> 'slug', c.before ->> 'spaceId', c.before ->> 'dashboardId')
         is distinct from (c.after ->> 'name', c.after ->> 'description', c.after ->> 'slug', c.after ->> 'spaceId', c.after ->> 'dashboardId')
  union all
  select r.id, c.id, c.at, c.actor_id, true
    from change_log c
    cross join lateral jsonb_array_elements_text(case when jsonb_typeof(c.after -> 'trashed') = 'array' then c.after -> 'trashed' else '[]' end) gone
    join resources r on r.id::text = gone
   where c.outcome = 'done'
  union all
  select r.id, c.id, c.at, c.actor_id, false
    from change_log c
    cross join lateral jsonb_array_elements_text(case when jsonb_typeof(c.before -> 'trashed') = 'array' then c.before -> 'trashed' else '[]' end) back
    join resources r on r.id::text = back
   where c.outcome = 'done'
)
insert into resource_states (resource_id, at, name, description, slug, space_id, dashboard_id, is_deleted, changed_by)
select r.id, e.at, coalesce(head.told ->> 'name', r.name),
       case when head.told ? 'description' then head.told ->> 'description' else r.description end,
       coalesce(head.told ->> 'slug', r.slug),
       case when r.kind <> 'space' and head.told ? 'spaceId' then (select p.id from resources p where p.id::text = head.told ->> 'spaceId') else r.space_id end,
       case when head.told ? 'dashboardId' then (select p.id from resources p where p.id::text = head.told ->> 'dashboardId') else r.dashboard_id end,
       e.is_deleted,
       (select u.id from users u where u.id = e.changed_by)
  from events e
  join resources r on r.id = e.resource_id
  left join lateral (
    -- What the log last said of it by then, or else the first that it said of what was before.
    select told.head as told
      from (select c.id, c.after as head, 0 as rank from change_log c
             where c.target_kind = r.kind and c.target_id = r.id::text and c.id <= e.line and c.outcome = 'done' and jsonb_typeof(c.after -> 'name') = 'string'
            union all
            select -c.id, c.before, 1 from change_log c
             where c.target_kind = r.kind and c.target_id = r.id::text and c.id > e.line and c.outcome = 'done' and jsonb_typeof(c.before -> 'name') = 'string'
           ) told
     order by told.rank, told.id desc
     limit 1
  ) head on true
 order by e.at, e.line;

-- Things that are in the trash and of whose deletion the log tells nothing.
insert into resource_states (resource_id, at, name, description, slug, space_id, dashboard_id, is_deleted, changed_by)
select r.id, r.deleted_at, r.name, r.description, r.slug, r.space_id, r.dashboard_id, true, r.deleted_by
  from resources r
 where r.deleted_at is not null
   and not (select s.is_deleted from resource_states s where s.resource_id = r.id order by s.at desc, s.id desc limit 1);
