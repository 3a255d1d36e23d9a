import type { WarehouseCatalog } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../projects/project-target.ts'

/** Tables of the warehouse with the type of each column, for the SQL runner. */
export const listTables = readOperation<ProjectCtx & { warehouses: Warehouses }, { projectId: string }, ProjectTarget, WarehouseCatalog>({
  name: 'sql_runner.tables',
  action: 'sql_runner.run',
  target: projectTarget,
  run: (ctx, _input, { project }) => ctx.warehouses.of(project).catalog(),
})
