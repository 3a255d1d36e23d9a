import { readOperation, writeOperation } from '../../access/operation.ts'
import type { Queries } from '../../query/query-service.ts'
import type { Warehouses } from '../../warehouses/warehouse.ts'
import { announceProjectChange } from './project-changes-store.ts'
import { countProjectContent, deleteStoredProject, lockProject, type ProjectContent } from './project-store.ts'
import { projectTarget, type ProjectCtx, type ProjectTarget } from './project-target.ts'

/** The project as something that can be deleted: developers delete previews of their own. */
async function deletableTarget(ctx: ProjectCtx, input: { projectId: string }): Promise<ProjectTarget> {
  const target = await projectTarget(ctx, input)
  return { ...target, ...(target.project.createdBy === null ? {} : { ownerId: target.project.createdBy }) }
}

/** What would go with a project, before it is deleted. */
export const planProjectDeletion = readOperation<ProjectCtx, { projectId: string }, ProjectTarget, ProjectContent & { name: string }>({
  name: 'projects.plan_deletion',
  action: 'project.delete',
  target: deletableTarget,
  run: async (ctx, { projectId }, { project }) => ({ name: project.name, ...(await countProjectContent(ctx.db, projectId)) }),
})

/** Deletes a project with its charts, dashboards, spaces, runs and secrets, and the database that was made for it. Final; only its model folder is set aside for a time (`remove-model-folders.ts`). */
export const deleteProject = writeOperation<ProjectCtx & { queries: Queries; warehouses: Warehouses }, { projectId: string }, ProjectTarget, void>({
  name: 'projects.delete',
  action: 'project.delete',
  allow: ['system'],
  writes: true,
  target: deletableTarget,
  async run(ctx, { projectId }, { project }) {
    await lockProject(ctx.tx, projectId)
    const content = await countProjectContent(ctx.tx, projectId)
    await deleteStoredProject(ctx.tx, projectId)
    const { name, type, warehouse } = project
    ctx.record({ targetKind: 'project', targetId: projectId, before: { name, type, warehouse, ...content }, after: null })
    await announceProjectChange(ctx.tx, projectId)
    ctx.afterCommit(() => {
      ctx.projects.forget(projectId)
      ctx.queries.forget(projectId)
      ctx.warehouses.remove(project)
    })
  },
})
