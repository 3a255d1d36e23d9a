import type { Problem } from '@atrium/semantic'
import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** What is wrong in the model files of a project, as of the last compile; nothing when it was never compiled. */
export const listProblems = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, readonly Problem[]>({
  name: 'projects.list_problems',
  action: 'explore.view',
  target: projectTarget,
  run: async (ctx, _input, { project }) => (await ctx.projects.findModel(project.id))?.problems ?? [],
})
