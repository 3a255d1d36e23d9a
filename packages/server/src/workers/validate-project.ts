import { perform, type Ctx } from '../access/operation.ts'
import type { ContentCtx } from '../domain/content/content-ctx.ts'
import { validationKinds, type ValidationRequest } from '../domain/projects/validation-run.ts'
import { executeValidation } from '../domain/validation/execute-validation.ts'
import type { Worker } from '../jobs/run.ts'

type House = Omit<ContentCtx, keyof Pick<Ctx, 'actor' | 'requestId' | 'signal'>>

/** Validate the content of a project, as the house: nothing is hidden from it. */
export const validationWorkers = (house: House): Worker[] => Object.values(validationKinds).map((kind) => worker(kind, house))

const worker = (kind: string, house: House): Worker => ({
  kind,
  async work({ run, signal }) {
    const actor = { kind: 'system', name: 'validation', organizationId: run.organizationId } as const
    const { targets, outline, projectId } = run.payload as ValidationRequest & { projectId: string }
    return perform(executeValidation, { ...house, actor, signal, requestId: run.id }, { projectId, runId: run.id, targets, outline })
  },
})
