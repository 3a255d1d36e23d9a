import type { Target } from '../../access/actions.ts'
import { writeOperation } from '../../access/operation.ts'
import type { ModelSource, WarehouseSettings } from '../../platform/db/stored-values.ts'
import { newId } from '../../platform/ids.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { insertProject } from './project-store.ts'
import { organizationOf, type ProjectCtx } from './project-target.ts'

export type CreateProject = {
  name: string
  type: 'DEFAULT' | 'PREVIEW'
  warehouse: WarehouseSettings
  modelSource: ModelSource
  timezone?: string
}

/** Creates a project without compiling it; answers its id. The first one becomes the organization's default. */
export const createProject = writeOperation<ProjectCtx, CreateProject, Target, { projectId: string }>({
  name: 'projects.create',
  action: 'project.create',
  allow: ['system'],
  writes: true,
  target: async (ctx, input) => ({ organizationId: organizationOf(ctx), projectType: input.type }),
  async run(ctx, input, target) {
    const projectId = newId()
    const project = {
      id: projectId,
      organizationId: target.organizationId ?? '',
      name: input.name,
      type: input.type,
      warehouse: input.warehouse,
      modelSource: input.modelSource,
      timezone: input.timezone ?? 'UTC',
      createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : null,
    }
    await insertProject(ctx.tx, project)
    ctx.record({ targetKind: 'project', targetId: projectId, projectId, before: null, after: project })
    await announceProjectChange(ctx.tx, projectId)
    return { projectId }
  },
})
