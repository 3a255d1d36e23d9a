import type { EndpointDocument } from '@atrium/documents'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import { storeOf } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { targetOf, type ContentTarget } from '../content/content-target.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { refuseStrangers, type ProjectCtx } from '../projects/project-target.ts'

/** Which endpoint: its name in a project. */
export type EndpointKey = { projectId: string; name: string }

export type EndpointTarget = ContentTarget<EndpointDocument>

/** Loads an endpoint. Throws `not_found`, also for one in the trash, and `forbidden` for those of another organization. */
export async function endpointTarget(ctx: ProjectCtx, { projectId, name }: EndpointKey): Promise<EndpointTarget> {
  const project = await ctx.projects.project(projectId)
  refuseStrangers(ctx, project)
  const found = await findEndpoint(ctx, project.id, name)
  if (found === null) throw endpointMissing(name)
  return found
}

/** The same for calls, from memory. */
export async function calledEndpoint(ctx: EndpointCtx, { projectId, name }: EndpointKey): Promise<EndpointTarget> {
  const project = await ctx.projects.project(projectId)
  refuseStrangers(ctx, project)
  const known = await ctx.endpointMemory.recall(projectId, `endpoint ${name}`, () => findEndpoint(ctx, project.id, name))
  if (known === null) throw endpointMissing(name)
  return known
}

async function findEndpoint(ctx: ProjectCtx, projectId: string, name: string): Promise<EndpointTarget | null> {
  const endpoint = await findResource<EndpointDocument>(storeOf(ctx), endpointKind, { idOrSlug: name, projectId })
  return endpoint === null || endpoint.slug !== name ? null : targetOf(endpoint)
}

/** What is said of an endpoint that is not there, or not for callers. */
export const endpointMissing = (name: string): AppError =>
  new AppError('not_found', `There is no endpoint "${name}" in this project`, { reason: 'endpoint_missing' })
