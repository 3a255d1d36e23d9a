import { decide } from '../../access/rules.ts'
import { perform } from '../../access/operation.ts'
import type { PostgresSettings } from '../../platform/db/stored-values.ts'
import { AppError } from '../../platform/errors.ts'
import { getProject } from './get-project.ts'
import { listProjects } from './list-projects.ts'
import type { ProjectCtx } from './project-target.ts'
import type { Project } from './types.ts'

/** A project's connection to a warehouse of somebody's own, without its secret. */
export type DataConnection = {
  project: Project
  /** Null: the caller may not know where it leads. */
  settings: PostgresSettings | null
}

/** Connections of the projects that the caller may view. Data that lie here have none. */
export async function listDataConnections(ctx: ProjectCtx): Promise<DataConnection[]> {
  return (await perform(listProjects, ctx, {})).flatMap((project) => connectionOf(ctx, project) ?? [])
}

/** The connection of one project. Throws `not_found`, also for one whose data lie here. */
export async function getDataConnection(ctx: ProjectCtx, projectId: string): Promise<DataConnection> {
  const found = connectionOf(ctx, await perform(getProject, ctx, { projectId }))
  if (found !== null) return found
  throw new AppError('not_found', 'This project has no connection: its data lie in the embedded engine of this server.', { reason: 'embedded' })
}

function connectionOf({ actor }: ProjectCtx, project: Project): DataConnection | null {
  if (project.warehouse.type !== 'postgres') return null
  const target = { organizationId: project.organizationId, projectId: project.id, projectType: project.type }
  const mayChange = actor.kind === 'user' && decide(actor, 'project.update', target).allowed
  return { project, settings: mayChange ? project.warehouse : null }
}
