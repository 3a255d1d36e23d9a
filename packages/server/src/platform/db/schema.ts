import type { IdentityTables } from './schema/identity-tables.ts'
import type { ProjectTables } from './schema/projects-tables.ts'
import type { ContentTables } from './schema/content-tables.ts'
import type { WorkTables } from './schema/work-tables.ts'

/** The tables of `migrations/`, as Kysely sees them. */
export type Schema = IdentityTables & ProjectTables & ContentTables & WorkTables
