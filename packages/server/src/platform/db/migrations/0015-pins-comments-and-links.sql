-- What a project shows to everybody first. One list each; an item without a position comes after those with one.
create table pins (
  resource_id uuid primary key references resources (id) on delete cascade,
  project_id uuid not null references projects (id) on delete cascade,
  position integer,
  pinned_by uuid references users (id) on delete set null,
  pinned_at timestamptz not null default now()
);
create index pins_project on pins (project_id, position);
create index pins_pinned_by on pins (pinned_by) where pinned_by is not null;

-- What a person wants at hand.
create table favourites (
  user_id uuid not null references users (id) on delete cascade,
  resource_id uuid not null references resources (id) on delete cascade,
  created_at timestamptz not null default now(),
  primary key (user_id, resource_id)
);
create index favourites_resource on favourites (resource_id);

-- What people say about a tile of a dashboard. A reply is to a comment that is none itself.
create table comments (
  id uuid primary key,
  dashboard_id uuid not null references resources (id) on delete cascade,
  tile_id text not null,
  reply_to uuid references comments (id) on delete cascade,
  author_id uuid references users (id) on delete set null,
  body_text text not null,
  body_html text not null,
  mentions uuid[] not null default '{}',
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by uuid references users (id) on delete set null
);
create index comments_dashboard on comments (dashboard_id, created_at);
create index comments_reply_to on comments (reply_to) where reply_to is not null;
create index comments_author on comments (author_id) where author_id is not null;
create index comments_resolved_by on comments (resolved_by) where resolved_by is not null;

-- What somebody should know of: a comment that names them, or one in a conversation they are in.
create table notifications (
  id uuid primary key,
  user_id uuid not null references users (id) on delete cascade,
  comment_id uuid not null references comments (id) on delete cascade,
  is_mention boolean not null,
  created_at timestamptz not null default now(),
  viewed_at timestamptz,
  unique (user_id, comment_id)
);
create index notifications_user on notifications (user_id, created_at desc);
create index notifications_comment on notifications (comment_id);

alter table users add column mails_mentions boolean not null default true;

-- Short addresses of pages whose state is too long for a message. `path` is one of our own.
create table share_links (
  id text primary key,
  organization_id uuid not null references organizations (id) on delete cascade,
  created_by uuid references users (id) on delete set null,
  path text not null,
  params text not null,
  created_at timestamptz not null default now()
);
create index share_links_organization on share_links (organization_id);
create index share_links_created_by on share_links (created_by) where created_by is not null;
