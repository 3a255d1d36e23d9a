import { z } from 'zod'
import { projectIdOf } from '../../../domain/endpoints/find-project.ts'
import type { Project } from '../../../domain/projects/types.ts'
import type { RequestCtx } from '../../house.ts'

/** What every tool that is about a project takes. */
export const inProject = { project: z.string().max(100).optional().describe('Number or id of a project, see list_projects; the default project when left out') }

/** The project that is meant; whether the caller may see it the operations say. */
export async function projectOf(ctx: RequestCtx, named: string | undefined): Promise<Project> {
  return ctx.projects.project(await projectIdOf(ctx, named ?? '@current'))
}

/** The page of something. */
export const pageUrl = ({ settings }: RequestCtx, { id }: { id: string }, path: string): string => `${settings.siteUrl}/p/${id}${path === '' ? '' : `/${path}`}`
