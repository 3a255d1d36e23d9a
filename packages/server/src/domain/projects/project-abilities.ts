import type { Action } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { abilities } from '../../access/rules.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** What the caller may do in a project, so that pages show that and nothing else. */
export const projectAbilities = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, Action[]>({
  name: 'projects.abilities',
  action: 'project.view',
  target: projectTarget,
  run: async (ctx, _input, target) => (ctx.actor.kind === 'user' ? abilities(ctx.actor, target) : []),
})
