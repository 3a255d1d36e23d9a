-- Drafts that a rename changed along with what is published, as they were before.
alter table content_renames add column drafts jsonb not null default '[]';

-- What each import of content did, thing by thing, with the states before and after: each one is taken back by itself.
create table content_imports (
  id uuid primary key,
  project_id uuid not null references projects (id) on delete cascade,
  format text not null,
  -- what is not taken back yet, in the order of writing
  changes jsonb not null,
  author_id uuid references users (id) on delete set null,
  done_at timestamptz not null,
  undone_at timestamptz
);
create index content_imports_project on content_imports (project_id, done_at);
create index content_imports_author on content_imports (author_id) where author_id is not null;

-- Of earlier imports it is known what they made, and that it was the last import to write it.
insert into content_imports (id, project_id, format, changes, done_at)
select i.import_id, i.project_id, min(i.format),
       jsonb_agg(
         jsonb_build_object(
           'resourceId', r.id, 'kind', i.kind, 'before', null,
           'after', jsonb_build_object('name', r.name, 'description', r.description, 'placeId', coalesce(r.dashboard_id, r.space_id), 'revisionId', v.id))
         order by r.created_at, array_position(array['space', 'chart', 'sql_chart', 'dashboard'], i.kind), r.id),
       max(i.imported_at)
  from imported_content i
  join resources r on r.id = i.resource_id
  join revisions v on v.resource_id = r.id and v.number = 1
 where i.is_new
 group by i.import_id, i.project_id;
alter table imported_content drop column import_id, drop column is_new;

-- Short links belong to the project that they lead into, go with it, and may end.
alter table share_links add column project_id uuid references projects (id) on delete cascade;
alter table share_links add column expires_at timestamptz;
update share_links l set project_id = p.id
  from projects p
 where p.organization_id = l.organization_id and l.path ~ ('^/p/' || p.id::text || '(/|$)');
create index share_links_project on share_links (project_id) where project_id is not null;

-- Previews may end by themselves.
alter table projects add column delete_after timestamptz;
create index projects_delete_after on projects (delete_after) where delete_after is not null;
