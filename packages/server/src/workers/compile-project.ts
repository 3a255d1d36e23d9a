import { perform, type Ctx } from '../access/operation.ts'
import { compileProject } from '../domain/projects/compile-project.ts'
import type { ProjectCtx } from '../domain/projects/project-target.ts'
import type { Worker } from '../jobs/run.ts'
import type { Queries } from '../query/query-service.ts'
import type { Warehouses } from '../warehouses/warehouse.ts'

type House = Omit<ProjectCtx & { queries: Queries; warehouses: Warehouses }, keyof Pick<Ctx, 'actor' | 'requestId' | 'signal'>>

/**
 * Compiles a project after its connection changed, as the house: whoever may change the connection need not be one who
 * writes models.
 */
export const compileProjectWorker = (house: House): Worker => ({
  kind: 'compile_project',
  async work({ run, signal }) {
    const actor = { kind: 'system', name: 'compile', organizationId: run.organizationId } as const
    return perform(compileProject, { ...house, actor, signal, requestId: run.id }, { projectId: String(run.payload['projectId']) })
  },
})
