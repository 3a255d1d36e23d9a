import type { Problem } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

export type ModelProblems = { revision: string; compiledAt: string; problems: readonly Problem[] }

/** What is wrong in the model files of a project, as of the last compile. */
export const listProblems = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ModelProblems>({
  name: 'projects.list_problems',
  action: 'explore.view',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const model = await ctx.projects.model(project.id)
    return { revision: model.revision, compiledAt: model.compiledAt.toISOString(), problems: model.problems }
  },
})
