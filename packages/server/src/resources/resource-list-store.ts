import { sql, type RawBuilder } from 'kysely'
import type { SpaceScope } from '../access/rules.ts'
import type { Db, Tx } from '../platform/db/db.ts'
import { likePattern } from '../platform/db/like-pattern.ts'
import { isUuid } from '../platform/ids.ts'
import type { Reference, ResourceKind } from './resource-kind.ts'
import type { Person, Resource } from './resource.ts'
import { isShownTo } from './shown-apps-store.ts'

export type ResourceFilter = {
  kinds: readonly string[]
  /** Which spaces may be seen; part of the WHERE, so counts and pages never tell of more. */
  scope: SpaceScope
  organizationId?: string
  projectId?: string
  /** Anything that is not a UUID is not there. */
  ids?: readonly string[]
  slug?: string
  /** Any of these slugs. */
  slugs?: readonly string[]
  /** Things in this space; of spaces, those below it. */
  spaceId?: string
  /** Things inside this dashboard; null: inside none. */
  dashboardId?: string | null
  /** Leaves out what lives inside a dashboard that does not show it (any more). */
  onlyUsedInside?: boolean
  /** Things whose published revision points there; of several, at one of them. */
  referencing?: Reference | readonly Reference[]
  /** Only what is in the trash: of what went there together, the outermost. */
  trashed?: boolean
  /** What is in the trash too. */
  withTrashed?: boolean
  /** Only what is pinned in its project. */
  pinned?: boolean
  /** Only what has this text in its name or description. */
  search?: string
  /** Of notebooks only those with an app, and those that this person made; null: nobody. */
  shownTo?: string | null
  /** Leaves out what is in them: `spec` is empty. For lists of what may be large. */
  withoutSpec?: true
}

/** Resources with everything shown beside them, in one query, by name. */
export async function listResources(db: Db | Tx, filter: ResourceFilter): Promise<Resource[]> {
  const where = [sql`r.kind = any(${[...filter.kinds]}::text[])`]
  if (filter.trashed) where.push(sql`r.deleted_at is not null`)
  else if (!filter.withTrashed) where.push(sql`r.deleted_at is null`)
  if (filter.organizationId !== undefined) where.push(sql`r.organization_id = ${filter.organizationId}`)
  if (filter.projectId !== undefined) where.push(sql`r.project_id = ${filter.projectId}`)
  if (filter.ids !== undefined) where.push(sql`r.id = any(${filter.ids.filter(isUuid)}::uuid[])`)
  if (filter.slug !== undefined) where.push(sql`r.slug = ${filter.slug}`)
  if (filter.slugs !== undefined) where.push(sql`r.slug = any(${[...filter.slugs]}::text[])`)
  if (filter.spaceId !== undefined) where.push(sql`r.space_id = ${filter.spaceId}`)
  if (filter.dashboardId === null) where.push(sql`r.dashboard_id is null`)
  else if (filter.dashboardId !== undefined) where.push(sql`r.dashboard_id = ${filter.dashboardId}`)
  if (filter.onlyUsedInside) {
    where.push(sql`(r.dashboard_id is null or exists (
      select 1 from resource_references f where f.resource_id = r.dashboard_id and f.target_kind = r.kind and f.target = r.id::text))`)
  }
  if (filter.trashed) {
    where.push(sql`not exists (select 1 from resources p where p.id in (r.space_id, r.dashboard_id) and p.deleted_at is not null)`)
  }
  if (filter.referencing !== undefined) {
    const wanted = [filter.referencing].flat()
    where.push(sql`exists (
      select 1 from resource_references f join unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ target }) => target)}::text[]) as wanted (kind, target)
          on f.target_kind = wanted.kind and f.target = wanted.target
       where f.resource_id = r.id)`)
  }
  if (filter.shownTo !== undefined) where.push(isShownTo(filter.shownTo))
  if (filter.pinned) where.push(sql`pn.resource_id is not null`)
  if (filter.search !== undefined && filter.search !== '') {
    const pattern = likePattern(filter.search)
    where.push(sql`(r.name ilike ${pattern} or r.description ilike ${pattern})`)
  }
  if (!filter.scope.all) where.push(withinScope(filter.scope))
  const { rows } = await sql<Row>`${selectResource(filter)} where ${sql.join(where, sql` and `)} order by lower(r.name), r.created_at, r.id`.execute(db)
  return rows.map(toResource)
}

/**
 * One resource by id, or by slug within a project or organization; null when it is not there or in the trash. A slug
 * that several projects of the organization have gives the oldest. No access is looked at here.
 */
export async function findResource<Spec extends object>(
  db: Db | Tx,
  kind: ResourceKind<Spec>,
  which: { idOrSlug: string; projectId?: string; organizationId?: string | null },
): Promise<Resource<Spec> | null> {
  const { idOrSlug, projectId } = which
  if (projectId !== undefined && !isUuid(projectId)) return null
  const place = { kinds: [kind.kind], scope: { all: true } as const, ...(projectId === undefined ? {} : { projectId }) }
  if (isUuid(idOrSlug)) return ((await listResources(db, { ...place, ids: [idOrSlug] }))[0] as Resource<Spec> | undefined) ?? null
  if (projectId === undefined && typeof which.organizationId !== 'string') return null
  const found = await listResources(db, {
    ...place,
    slug: idOrSlug,
    ...(typeof which.organizationId === 'string' ? { organizationId: which.organizationId } : {}),
  })
  const [oldest] = found.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
  return (oldest as Resource<Spec> | undefined) ?? null
}

/** That a space is one of those: `s` is the space, `h` what it inherits, `av` the revision that says whether it is private. */
export function withinScope(scope: Extract<SpaceScope, { all: false }>): RawBuilder<unknown> {
  const listed = sql`coalesce(h.chain, array[s.id]) && ${[...scope.ids]}::uuid[]`
  return scope.public ? sql`(${listed} or not coalesce((av.spec->>'isPrivate')::boolean, true))` : listed
}

const person = (alias: string): RawBuilder<Person | null> => sql`
  case when ${sql.ref(`${alias}.id`)} is null then null else json_build_object(
    'id', ${sql.ref(`${alias}.id`)}, 'firstName', ${sql.ref(`${alias}.first_name`)}, 'lastName', ${sql.ref(`${alias}.last_name`)}) end`

const selectResource = ({ withoutSpec }: Pick<ResourceFilter, 'withoutSpec'>): RawBuilder<unknown> => sql`
  select r.id, r.organization_id, r.project_id, r.kind, r.slug, r.name, r.description, r.published_revision,
         r.created_at, r.updated_at, r.deleted_at, v.id as revision_id, ${withoutSpec === true ? sql`'{}'::jsonb as spec` : sql`v.spec`},
         s.id as space_id, s.slug as space_slug, s.name as space_name, s.space_id as space_parent_id,
         coalesce(h.chain, array[s.id]) as space_chain, coalesce((av.spec->>'isPrivate')::boolean, true) as space_private,
         d.id as dashboard_id, d.name as dashboard_name,
         ${person('cu')} as created_by, ${person('uu')} as updated_by, ${person('du')} as deleted_by,
         coalesce(w.views, 0) as views, w.first_viewed_at, pn.resource_id is not null as is_pinned, pn.position as pin_position
    from resources r
    join revisions v on v.resource_id = r.id and v.number = r.published_revision
    join resources s on s.id = case when r.kind = 'space' or r.space_id is null then r.id else r.space_id end
    left join inherited_access h on h.space_id = s.id
    join resources a on a.id = coalesce(h.chain[cardinality(h.chain)], s.id)
    join revisions av on av.resource_id = a.id and av.number = a.published_revision
    left join resources d on d.id = r.dashboard_id
    left join users cu on cu.id = r.created_by
    left join users uu on uu.id = r.updated_by
    left join users du on du.id = r.deleted_by
    left join resource_views w on w.resource_id = r.id
    left join pins pn on pn.resource_id = r.id`

type Row = {
  id: string
  organization_id: string
  project_id: string
  kind: string
  slug: string
  name: string
  description: string | null
  published_revision: number
  created_at: Date
  updated_at: Date
  deleted_at: Date | null
  revision_id: string
  spec: object
  space_id: string
  space_slug: string
  space_name: string
  space_parent_id: string | null
  space_chain: string[]
  space_private: boolean
  dashboard_id: string | null
  dashboard_name: string | null
  created_by: Person | null
  updated_by: Person | null
  deleted_by: Person | null
  views: string
  first_viewed_at: Date | null
  is_pinned: boolean
  pin_position: number | null
}

const toResource = (row: Row): Resource => ({
  id: row.id,
  organizationId: row.organization_id,
  projectId: row.project_id,
  kind: row.kind,
  slug: row.slug,
  name: row.name,
  description: row.description,
  space: {
    id: row.space_id,
    slug: row.space_slug,
    name: row.space_name,
    parentId: row.space_parent_id,
    isPrivate: row.space_private,
    chain: row.space_chain,
  },
  dashboard: row.dashboard_id === null ? null : { id: row.dashboard_id, name: row.dashboard_name ?? '' },
  revision: row.published_revision,
  revisionId: row.revision_id,
  spec: row.spec,
  createdAt: row.created_at,
  createdBy: row.created_by,
  updatedAt: row.updated_at,
  updatedBy: row.updated_by,
  views: Number(row.views),
  firstViewedAt: row.first_viewed_at,
  pin: row.is_pinned ? { order: row.pin_position } : null,
  deletedAt: row.deleted_at,
  deletedBy: row.deleted_by,
})

/** The project of each of these resources of an organization; those that are not there are left out. */
export async function projectsOfResources(
  db: Db | Tx,
  organizationId: string,
  ids: readonly string[],
  { withTrashed }: { withTrashed: boolean },
): Promise<{ id: string; projectId: string }[]> {
  if (ids.length === 0) return []
  const found = db.selectFrom('resources').select(['id', 'project_id']).where('id', 'in', ids).where('organization_id', '=', organizationId)
  const rows = await (withTrashed ? found : found.where('deleted_at', 'is', null)).execute()
  return rows.map((row) => ({ id: row.id, projectId: row.project_id }))
}
