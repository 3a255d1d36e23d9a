import { sql, type RawBuilder } from 'kysely'

/**
 * Of notebooks (`r` is a resource) those that have an app, and those that a person made: viewers of a space have apps, and nothing is to tell
 * them of the others. Null: of nobody.
 */
export const isShownTo = (userId: string | null): RawBuilder<unknown> => sql`
  (r.kind <> 'notebook' or exists (select 1 from published_apps pa where pa.resource_id = r.id)
    ${userId === null ? sql`` : sql`or r.created_by = ${userId}`})`
