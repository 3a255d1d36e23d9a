import type { EndpointDocument, EndpointVersionSettings } from '@atrium/documents'
import type { Ctx } from '../../access/operation.ts'
import { abilities } from '../../access/rules.ts'
import { AppError } from '../../platform/errors.ts'
import { findResource } from '../../resources/resource-list-store.ts'
import type { Resource } from '../../resources/resource.ts'
import { storeOf } from '../content/content-ctx.ts'
import { endpointKind } from '../content/content-kinds.ts'
import { targetOf } from '../content/content-target.ts'
import { findNumberedPeople } from '../identity/numbered-people-store.ts'
import { lastExecutions } from './run-log-store.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import type { Endpoint, EndpointVersion, RunnableVersion } from './types.ts'
import { listVersions, newestVersions, type WrittenVersion } from './version-store.ts'

/** Endpoints with what is shown beside them. */
export async function openedEndpoints(ctx: Ctx, endpoints: readonly Resource<EndpointDocument>[]): Promise<Endpoint[]> {
  const ids = endpoints.map(({ id }) => id)
  const newest = await newestVersions(storeOf(ctx), ids)
  const executed = await lastExecutions(storeOf(ctx), ids)
  const people = await findNumberedPeople(
    storeOf(ctx),
    endpoints.flatMap(({ createdBy }) => createdBy?.id ?? []),
  )
  return endpoints.map((endpoint) => ({
    ...endpoint,
    author: people.get(endpoint.createdBy?.id ?? '') ?? null,
    abilities: ctx.actor.kind === 'user' ? abilities(ctx.actor, targetOf(endpoint)).filter((action) => action.startsWith('endpoint.')) : [],
    currentVersion: newest.get(endpoint.id) ?? { id: endpoint.revisionId, createdAt: endpoint.createdAt },
    lastExecutedAt: executed.get(endpoint.id) ?? null,
  }))
}

/** One endpoint with what is shown beside it. */
export async function openedEndpoint(ctx: Ctx, endpoint: Resource<EndpointDocument>): Promise<Endpoint> {
  const [opened] = await openedEndpoints(ctx, [endpoint])
  if (opened === undefined) throw new Error('an endpoint vanished while it was shown')
  return opened
}

/** An endpoint as it is now, after a change. */
export async function endpointNow(ctx: Ctx, id: string): Promise<Endpoint> {
  const endpoint = await findResource<EndpointDocument>(storeOf(ctx), endpointKind, { idOrSlug: id })
  if (endpoint === null) throw new Error('an endpoint vanished inside its own transaction')
  return openedEndpoint(ctx, endpoint)
}

/** Settings of a version, which every version has. */
export const settingsOf = ({ versions }: EndpointDocument, number: number): EndpointVersionSettings =>
  versions[number] ?? { description: '', isActive: true, freshnessSeconds: null }

async function withSettings(ctx: Ctx, document: EndpointDocument, versions: readonly WrittenVersion[]): Promise<EndpointVersion[]> {
  const people = await findNumberedPeople(
    storeOf(ctx),
    versions.flatMap(({ authorId }) => authorId ?? []),
  )
  return versions.map(({ authorId, ...version }) => ({
    ...version,
    settings: settingsOf(document, version.number),
    author: people.get(authorId ?? '') ?? null,
  }))
}

/** All versions of an endpoint, newest first. */
export const versionsOf = async (ctx: Ctx, { id, spec }: Resource<EndpointDocument>): Promise<EndpointVersion[]> =>
  withSettings(ctx, spec, await listVersions(storeOf(ctx), id))

/** One version of an endpoint, to be run. Throws `not_found` (`version_missing`), which names the newest. */
export async function runnableVersion(ctx: EndpointCtx, resource: Resource<EndpointDocument>, number: number): Promise<RunnableVersion> {
  const version = await ctx.endpointMemory.recall(resource.projectId, `version ${resource.id} ${number}`, () => writtenVersion(ctx, resource, number))
  if (version === null) throw versionMissing(resource, number)
  return { id: version.id, number, query: version.query, settings: settingsOf(resource.spec, number), createdAt: version.createdAt }
}

/** The same with who wrote it. */
export async function versionOf(ctx: Ctx, resource: Resource<EndpointDocument>, number: number): Promise<EndpointVersion> {
  const written = await writtenVersion(ctx, resource, number)
  if (written === null) throw versionMissing(resource, number)
  const [version] = await withSettings(ctx, resource.spec, [written])
  if (version === undefined) throw new Error('a version vanished while it was shown')
  return version
}

async function writtenVersion(ctx: Ctx, { id, spec }: Resource<EndpointDocument>, number: number): Promise<WrittenVersion | null> {
  const [version] = number >= 1 && number <= spec.version ? await listVersions(storeOf(ctx), id, number) : []
  return version ?? null
}

const versionMissing = ({ slug, spec }: Resource<EndpointDocument>, number: number): AppError =>
  new AppError('not_found', `Version ${number} not found for endpoint '${slug}'`, {
    reason: 'version_missing',
    fields: [{ path: 'version', message: `the newest is ${spec.version}`, value: spec.version }],
  })
