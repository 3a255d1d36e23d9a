import { decide } from '../../access/rules.ts'
import { perform } from '../../access/operation.ts'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { getProject } from './get-project.ts'
import { listProjects } from './list-projects.ts'
import type { ProjectCtx } from './project-target.ts'
import type { Project } from './types.ts'
import { projectsWithWriteback } from './writeback/writeback-store.ts'

/** A project's connection to a warehouse of somebody's own, without its secret. */
export type DataConnection = {
  project: Project
  /** Null: the caller may not know where it leads. */
  settings: PostgresSettings | null
  /** Whether cells of notebooks may write tables there. */
  takesTables: boolean
}

/** Connections of the projects that the caller may view. Data that lie here have none. */
export const listDataConnections = async (ctx: ProjectCtx): Promise<DataConnection[]> => connectionsOf(ctx, await perform(listProjects, ctx, {}))

/** The connection of one project. Throws `not_found`, also for one whose data lie here. */
export async function getDataConnection(ctx: ProjectCtx, projectId: string): Promise<DataConnection> {
  const [found] = await connectionsOf(ctx, [await perform(getProject, ctx, { projectId })])
  if (found !== undefined) return found
  throw new AppError('not_found', 'This project has no connection: its data lie in the embedded engine of this server.', { reason: 'embedded' })
}

async function connectionsOf(ctx: ProjectCtx, projects: readonly Project[]): Promise<DataConnection[]> {
  const writing = await projectsWithWriteback(
    ctx.db,
    projects.map(({ id }) => id),
  )
  return projects.flatMap((project): DataConnection[] => {
    if (project.warehouse.type !== 'postgres') return []
    const target = { organizationId: project.organizationId, projectId: project.id, projectType: project.type }
    const mayChange = ctx.actor.kind === 'user' && decide(ctx.actor, 'project.update', target).allowed
    // Others are told that it is there, and no more.
    return [mayChange ? { project, settings: project.warehouse, takesTables: writing.has(project.id) } : { project, settings: null, takesTables: false }]
  })
}
