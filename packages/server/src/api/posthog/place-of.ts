import type { RequestCtx } from '../house.ts'
import type { EndpointPlace } from './wire/endpoint.ts'

/** Where the endpoints of a project are reached, and the zone in which its days begin. */
export async function placeOf(ctx: RequestCtx, prefix: string, projectId: string): Promise<EndpointPlace & { timezone: string }> {
  const { number, timezone } = await ctx.projects.project(projectId)
  return { prefix, number, timezone, siteUrl: ctx.settings.siteUrl }
}
