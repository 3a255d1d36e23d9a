import { perform, type Ctx } from '../access/operation.ts'
import type { ContentCtx } from '../domain/content/content-ctx.ts'
import type { ValidationRequest } from '../domain/projects/validation-run.ts'
import { executeValidation } from '../domain/validation/execute-validation.ts'
import type { Worker } from '../jobs/run.ts'

type House = Omit<ContentCtx, keyof Pick<Ctx, 'actor' | 'requestId' | 'signal'>>

/** Validates the content of a project, as the house: nothing is hidden from it. */
export const validateProjectWorker = (house: House): Worker => ({
  kind: 'validate_project',
  async work({ run, signal }) {
    const actor = { kind: 'system', name: 'validation', organizationId: run.organizationId } as const
    const { targets, outline, projectId } = run.payload as ValidationRequest & { projectId: string }
    return perform(executeValidation, { ...house, actor, signal, requestId: run.id }, { projectId, runId: run.id, targets, outline })
  },
})
