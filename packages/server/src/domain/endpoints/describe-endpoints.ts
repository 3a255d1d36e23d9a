import type { GivenValue } from '@atrium/documents'
import { perform, readOperation } from '../../access/operation.ts'
import { AppError, isAppError } from '../../platform/errors.ts'
import { projectTarget, type ProjectTarget } from '../projects/project-target.ts'
import type { Project } from '../projects/types.ts'
import { openedEndpoint, versionOf } from './as-seen.ts'
import { mustBeGiven } from './bind-values.ts'
import { contractOf } from './contract-of.ts'
import type { EndpointContract } from './drafts/contract-changes.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import { listEndpoints, type EndpointAtVersion } from './get-endpoint.ts'
import { listQueryVariables } from './variables/variable-store.ts'
import { variablesOf } from './variables-of.ts'

/** An endpoint as those who call it need to know it. */
export type EndpointDescription = EndpointAtVersion & {
  /** Of the project's variables, by id. */
  defaults: ReadonlyMap<string, GivenValue>
  /** Null: its query cannot be run at present, so that nobody knows what it answers. */
  contract: EndpointContract | null
}

/** Names of the variables that a call has to give: those that nothing stands for, and all of a version that is kept as a table. */
export function requiredVariables({ version: { query, materialization }, defaults }: EndpointDescription): ReadonlySet<string> {
  return new Set(variablesOf(query).flatMap((variable) => (materialization.kept !== null || mustBeGiven(variable, defaults) ? [variable.name] : [])))
}

/** An endpoint for those who call it, at its newest version or the one that is named. */
export const describeEndpoint = readOperation<EndpointCtx, EndpointKey & { version?: number }, EndpointTarget, EndpointDescription>({
  name: 'endpoints.describe',
  action: 'endpoint.view',
  target: endpointTarget,
  async run(ctx, { version: number }, { resource }) {
    const version = await versionOf(ctx, resource, number ?? resource.spec.version)
    return {
      endpoint: await openedEndpoint(ctx, resource),
      version,
      defaults: await defaultsOf(ctx, resource.projectId),
      contract: await contractOrNone(ctx, await ctx.projects.project(resource.projectId), version.query),
    }
  },
})

/** Endpoints that are described together. */
const mostDescribed = 500

/** All endpoints that the caller may see and that are switched on, each at its newest version, by name. Throws `invalid` for more than can be described at once. */
export const describeEndpoints = readOperation<EndpointCtx, { projectId: string }, ProjectTarget, EndpointDescription[]>({
  name: 'endpoints.describe_all',
  action: 'endpoint.list',
  target: projectTarget,
  async run(ctx, _input, { project }) {
    const endpoints = await perform(listEndpoints, ctx, { projectId: project.id, isActive: true })
    if (endpoints.length > mostDescribed) {
      throw new AppError(
        'invalid',
        `${endpoints.length} endpoints are too many to be described at once: ${mostDescribed} at most are. Ask for the description of each, or switch off those that nobody calls.`,
      )
    }
    const defaults = await defaultsOf(ctx, project.id)
    const described: EndpointDescription[] = []
    // One after the other: a description is no reason to keep a warehouse busy.
    for (const endpoint of endpoints) {
      const version = await versionOf(ctx, endpoint, endpoint.spec.version)
      if (!version.settings.isActive) continue
      described.push({ endpoint, version, defaults, contract: await contractOrNone(ctx, project, version.query) })
    }
    return described
  },
})

async function defaultsOf(ctx: EndpointCtx, projectId: string): Promise<ReadonlyMap<string, GivenValue>> {
  const shared = await listQueryVariables(ctx.db, projectId)
  return new Map(shared.map(({ id, defaultValue }) => [id, defaultValue]))
}

const unknowable: ReadonlySet<string> = new Set(['invalid', 'query_failed', 'not_found', 'forbidden', 'limit_exceeded', 'unavailable'])

async function contractOrNone(ctx: EndpointCtx, project: Project, query: EndpointAtVersion['version']['query']): Promise<EndpointContract | null> {
  try {
    return await contractOf(ctx, project, query)
  } catch (error) {
    if (isAppError(error) && unknowable.has(error.code)) return null
    throw error
  }
}
