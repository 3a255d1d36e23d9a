import { sql, type RawBuilder } from 'kysely'
import type { SpaceScope } from '../access/rules.ts'
import { withinScope } from './resource-list-store.ts'

/**
 * The spaces of a project that a scope has, as a `with` of the name `visible`: looked up once for a question about many things,
 * each of which then only has to be in one of them (`inVisible`).
 */
export const visibleSpaces = (projectId: string, scope: SpaceScope): RawBuilder<unknown> => sql`
  visible as materialized (
    select s.id, s.search_name
      from resources s
      left join inherited_access h on h.space_id = s.id
      join resources a on a.id = coalesce(h.chain[cardinality(h.chain)], s.id)
      join revisions av on av.resource_id = a.id and av.number = a.published_revision
     where s.project_id = ${projectId} and s.kind = 'space' ${scope.all ? sql`` : sql`and ${withinScope(scope)}`}
  )`

/** Joins to a row `r` of resources the visible space (`s`) that it is or that it is in. */
export const inVisible = sql`join visible s on s.id = case when r.kind = 'space' then r.id else r.space_id end`
