import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import type { ProjectCtx } from '../projects/project-target.ts'

/** What operations on models need. */
export type DevelopCtx = ProjectCtx & { queries: Queries; warehouses: Warehouses }
