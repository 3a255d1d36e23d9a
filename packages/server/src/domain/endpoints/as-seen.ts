import type { EndpointDocument, EndpointVersionSettings } from '@atrium/documents'
import type { Ctx, WriteCtx } from '../../access/operation.ts'
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
import { versionMaterialization } from './materialization/materializability.ts'
import { listMaterializations } from './materialization/materialization-store.ts'
import type { Endpoint, EndpointVersion, RunnableVersion } from './types.ts'
import { failedTests } from './tests/test-result-store.ts'
import { listVersions, newestVersions, type WrittenVersion } from './version-store.ts'

/** Endpoints with what is shown beside them. */
export async function openedEndpoints(ctx: EndpointCtx & Partial<Pick<WriteCtx, 'tx'>>, endpoints: readonly Resource<EndpointDocument>[]): Promise<Endpoint[]> {
  const ids = endpoints.map(({ id }) => id)
  const newest = await newestVersions(storeOf(ctx), ids)
  const executed = await lastExecutions(storeOf(ctx), ids)
  const people = await findNumberedPeople(
    storeOf(ctx),
    endpoints.flatMap(({ createdBy }) => createdBy?.id ?? []),
  )
  const kept = await listMaterializations(storeOf(ctx), ids)
  const failed = await failedTests(storeOf(ctx), ids)
  const opened = endpoints.map(async (endpoint) => ({
    ...endpoint,
    author: people.get(endpoint.createdBy?.id ?? '') ?? null,
    abilities: ctx.actor.kind === 'user' ? abilities(ctx.actor, targetOf(endpoint)).filter((action) => action.startsWith('endpoint.')) : [],
    currentVersion: newest.get(endpoint.id) ?? { id: endpoint.revisionId, createdAt: endpoint.createdAt },
    lastExecutedAt: executed.get(endpoint.id) ?? null,
    materialization: await versionMaterialization(ctx, endpoint, { number: endpoint.spec.version, query: endpoint.spec.query }, kept),
    tests: { count: endpoint.spec.tests?.length ?? 0, failed: failed.get(endpoint.id) ?? 0 },
  }))
  return Promise.all(opened)
}

/** One endpoint with what is shown beside it. */
export async function openedEndpoint(ctx: EndpointCtx, endpoint: Resource<EndpointDocument>): Promise<Endpoint> {
  const [opened] = await openedEndpoints(ctx, [endpoint])
  if (opened === undefined) throw new Error('an endpoint vanished while it was shown')
  return opened
}

/** An endpoint as it is now, after a change. */
export async function endpointNow(ctx: EndpointCtx & WriteCtx, id: string): Promise<Endpoint> {
  const endpoint = await findResource<EndpointDocument>(storeOf(ctx), endpointKind, { idOrSlug: id })
  if (endpoint === null) throw new Error('an endpoint vanished inside its own transaction')
  return openedEndpoint(ctx, endpoint)
}

/** Settings of a version, which every version has. */
export const settingsOf = ({ versions }: EndpointDocument, number: number): EndpointVersionSettings =>
  versions[number] ?? { description: '', isActive: true, freshnessSeconds: null }

async function withSettings(ctx: EndpointCtx, resource: Resource<EndpointDocument>, versions: readonly WrittenVersion[]): Promise<EndpointVersion[]> {
  const people = await findNumberedPeople(
    storeOf(ctx),
    versions.flatMap(({ authorId }) => authorId ?? []),
  )
  const kept = await listMaterializations(storeOf(ctx), [resource.id])
  return Promise.all(
    versions.map(async ({ authorId, ...version }) => ({
      ...version,
      settings: settingsOf(resource.spec, version.number),
      author: people.get(authorId ?? '') ?? null,
      materialization: await versionMaterialization(ctx, resource, version, kept),
    })),
  )
}

/** All versions of an endpoint, newest first. */
export const versionsOf = async (ctx: EndpointCtx, resource: Resource<EndpointDocument>): Promise<EndpointVersion[]> =>
  withSettings(ctx, resource, await listVersions(storeOf(ctx), resource.id))

/** One version of an endpoint, to be run. Throws `not_found` (`version_missing`), which names the newest. */
export const runnableVersion = async (ctx: Ctx, resource: Resource<EndpointDocument>, number: number): Promise<RunnableVersion> =>
  toRunnable(resource, number, await writtenVersion(ctx, resource, number))

/** The same for calls, from memory. */
export const calledVersion = async (ctx: EndpointCtx, resource: Resource<EndpointDocument>, number: number): Promise<RunnableVersion> =>
  toRunnable(
    resource,
    number,
    await ctx.endpointMemory.recall(resource.projectId, `version ${resource.id} ${number}`, () => writtenVersion(ctx, resource, number)),
  )

function toRunnable(resource: Resource<EndpointDocument>, number: number, version: WrittenVersion | null): RunnableVersion {
  if (version === null) throw versionMissing(resource, number)
  return { id: version.id, number, query: version.query, settings: settingsOf(resource.spec, number), createdAt: version.createdAt }
}

/** The same with who wrote it. */
export async function versionOf(ctx: EndpointCtx, resource: Resource<EndpointDocument>, number: number): Promise<EndpointVersion> {
  const written = await writtenVersion(ctx, resource, number)
  if (written === null) throw versionMissing(resource, number)
  const [version] = await withSettings(ctx, resource, [written])
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
