import { readOperation } from '../../../access/operation.ts'
import type { Target } from '../../../access/actions.ts'
import { isUuid } from '../../../platform/ids.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { liveRunTokens } from './live-run-tokens.ts'

type AskedByBrowser = { /** A project by its number or id. */ project: string; origin: string }

/**
 * Whether some good token of a project names the site of a page: what a browser asks, without any credentials, before it sends one from
 * there. A project that is not there is none that does.
 */
export const namesOrigin = readOperation<EndpointCtx, AskedByBrowser, Target, boolean>({
  name: 'endpoints.names_origin',
  action: 'endpoint.run',
  allow: ['anonymous'],
  target: async () => ({ organizationId: null }),
  async run(ctx, { project: named, origin }) {
    const id = /^\d{1,9}$/.test(named) ? await ctx.projects.idOfNumber(Number(named)) : isUuid(named) ? named : null
    const project = id === null ? null : await ctx.projects.project(id).catch(() => null)
    if (project === null) return false
    return (await liveRunTokens(ctx, project.id)).some(({ origins }) => origins.includes(origin))
  },
})
