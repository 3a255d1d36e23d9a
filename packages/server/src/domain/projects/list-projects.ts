import type { Target } from '../../access/actions.ts'
import { readOperation } from '../../access/operation.ts'
import { visibleProjects } from '../../access/rules.ts'
import { listProjects as listStored } from './project-store.ts'
import { organizationOf, type ProjectCtx } from './project-target.ts'
import type { Project } from './types.ts'

/** Projects of the caller's organization that the caller may view: an empty list, never a refusal. */
export const listProjects = readOperation<ProjectCtx, Record<string, never>, Target, Project[]>({
  name: 'projects.list',
  action: 'self.view',
  whileImpersonating: true,
  target: async (ctx) => ({ organizationId: organizationOf(ctx) }),
  run: async (ctx, _input, target) => {
    if (ctx.actor.kind !== 'user' || target.organizationId === null) return []
    return listStored(ctx.db, target.organizationId, visibleProjects(ctx.actor))
  },
})
