import { readOperation } from '../../../access/operation.ts'
import type { Warehouses } from '../../../warehouses/warehouse.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from '../../projects/project-target.ts'

/** Signs in to the warehouse anew and looks at its tables, so that those that came or went are known; answers how many there are. */
export const refreshTables = readOperation<ProjectCtx & { warehouses: Warehouses }, { projectId: string }, ProjectTarget, { tables: number }>({
  name: 'sql_runner.refresh_tables',
  action: 'sql_runner.run',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    ctx.warehouses.renew(project.id)
    return { tables: Object.keys(await ctx.warehouses.of(project).catalog()).length }
  },
})
