import { writeOperation } from '../../access/operation.ts'
import type { ModelSource } from '../../platform/db/stored-values.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { updateModelSource } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** Points a project at another model folder, without compiling it. */
export const moveModelFolder = writeOperation<ProjectCtx, { projectId: string; modelSource: ModelSource }, ProjectTarget, void>({
  name: 'projects.move_model_folder',
  action: 'project.manage',
  allow: ['system'],
  writes: true,
  target: projectTarget,
  async run(ctx, { projectId, modelSource }, { project }) {
    await updateModelSource(ctx.tx, projectId, modelSource)
    ctx.record({ targetKind: 'project', targetId: projectId, before: { modelSource: project.modelSource }, after: { modelSource } })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => ctx.projects.forget(projectId))
  },
})
