import { readOperation } from '../../access/operation.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'
import type { Project } from './types.ts'

/** One project, for whoever may view it. */
export const getProject = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, Project>({
  name: 'projects.get',
  action: 'project.view',
  target: projectTarget,
  run: async (_ctx, _input, { project }) => project,
})
