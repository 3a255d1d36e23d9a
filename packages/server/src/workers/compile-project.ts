import { perform, type Ctx } from '../access/operation.ts'
import { pullModels } from '../domain/integrations/repository/pull-models.ts'
import type { RepositoryCtx } from '../domain/integrations/repository/repository-ctx.ts'
import { compileProject } from '../domain/projects/compile-project.ts'
import type { Worker } from '../jobs/run.ts'

type House = Omit<RepositoryCtx, keyof Pick<Ctx, 'actor' | 'requestId' | 'signal'>>

/**
 * Compiles a project after its connection changed, or because somebody wants it, as the house: whoever may change the
 * connection need not be one who writes models. Models that come from a repository are read there first.
 */
export const compileProjectWorker = (house: () => House): Worker => ({
  kind: 'compile_project',
  async work({ run, signal, log }) {
    const actor = { kind: 'system', name: 'compile', organizationId: run.organizationId } as const
    const ctx = { ...house(), actor, signal, requestId: run.id }
    const projectId = String(run.payload['projectId'])
    const commit = await pullModels(ctx, { projectId })
    if (commit !== null) await log('info', `Read commit ${commit.hash.slice(0, 10)}: ${commit.subject}`)
    return perform(compileProject, ctx, { projectId })
  },
})
