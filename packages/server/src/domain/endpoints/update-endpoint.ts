import { isDeepStrictEqual } from 'node:util'
import type { EndpointDocument, EndpointQuery, EndpointTest, EndpointVersionSettings } from '@atrium/documents'
import { writeOperation, type WriteCtx } from '../../access/operation.ts'
import { AppError } from '../../platform/errors.ts'
import { parseSpec } from '../../resources/resource-kind.ts'
import { lockResource, updateResource } from '../../resources/resource-store.ts'
import { appendRevision } from '../../resources/revision-store.ts'
import { authorOf } from '../content/content-ctx.ts'
import { endpointKind, spaceKind } from '../content/content-kinds.ts'
import { contentTarget, requireAction } from '../content/content-target.ts'
import { loggedState } from '../content/logged-state.ts'
import { endpointNow, settingsOf } from './as-seen.ts'
import { checkEndpointQuery } from './check-endpoint-query.ts'
import { completeQuery, type EndpointQueryInput } from './complete-query.ts'
import { deprecated, requireSuccessors, type DeprecationWish } from './deprecation.ts'
import type { EndpointCtx } from './endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from './endpoint-target.ts'
import { carryMaterialization, changeMaterialization, followFreshness, keptState, removeTables } from './materialization/change-materialization.ts'
import type { MaterializationWish } from './materialization/types.ts'
import { forgetTestResults } from './tests/test-result-store.ts'
import type { Endpoint } from './types.ts'

export type UpdateEndpoint = EndpointKey & {
  /** Another query makes a new version; the same one does not. */
  query?: EndpointQueryInput
  /** Of all versions together. */
  isActive?: boolean
  tags?: string[]
  /** Names of versions. An alias with null goes. */
  aliases?: Readonly<Record<string, number | null>>
  /** Another space; takes the right there too. */
  spaceId?: string
  /** Switches of the newest version, or of the one that is named. */
  settings?: Partial<EndpointVersionSettings>
  /** That this version will go; null: it stays. */
  deprecation?: DeprecationWish | null
  /** The version whose switches are meant; a query of its own it cannot get. */
  version?: number
  /** `Endpoint.revision` as the author saw it; `conflict` when somebody saved since. */
  expectedRevision?: number
  /** How the newest version, or the one that is named, is kept as a table. */
  materialization?: MaterializationWish
  /** In place of those that there are. */
  tests?: readonly EndpointTest[]
}

/** `materializationError`: why a new version is not kept as a table like the one before it. */
export type UpdatedEndpoint = Endpoint & { materializationError?: string }

/** Changes an endpoint. A new version begins with the switches of the one before. Throws `invalid`, `not_found`, `conflict`. */
export const updateEndpoint = writeOperation<EndpointCtx, UpdateEndpoint, EndpointTarget, UpdatedEndpoint>({
  name: 'endpoints.update',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, input, target) {
    // Read again under the lock: two new versions at once must not get one number.
    await lockResource(ctx.tx, target.resource.id)
    const { resource, space } = await endpointTarget(ctx, input)
    if (resource.id !== target.resource.id || space.id !== target.space.id) {
      throw new AppError('conflict', 'This endpoint was moved or replaced in the meantime. Look at it again.', { reason: 'endpoint_moved' })
    }
    if (input.version !== undefined) {
      if (input.query !== undefined) throw fieldProblem('query', 'The query of a version cannot be changed. Leave "version" out: that makes a new one.')
      if (input.version > resource.spec.version) throw fieldProblem('version', `Version ${input.version} not found for this endpoint.`)
    }
    const query = input.query === undefined ? undefined : await completeQuery(ctx, resource.projectId, input.query)
    const spec = parseSpec(endpointKind, changed(resource.spec, input, query, ctx.clock.now()))
    const isNewVersion = spec.version !== resource.spec.version
    if (isNewVersion) await checkEndpointQuery(ctx, target, spec.query)
    if (input.aliases !== undefined) requireVersions(spec)
    if (input.deprecation !== undefined) requireSuccessors(spec)
    if (input.spaceId !== undefined) {
      const space = await contentTarget(ctx, spaceKind, { idOrSlug: input.spaceId, projectId: resource.projectId })
      requireAction(ctx, 'endpoint.update', space)
      await updateResource(ctx.tx, resource.id, { spaceId: space.resource.id }, authorOf(ctx))
    }
    if (!isDeepStrictEqual(spec, resource.spec)) {
      await appendRevision(ctx.tx, endpointKind, {
        resourceId: resource.id,
        spec,
        ...authorOf(ctx),
        ...(input.expectedRevision === undefined ? {} : { expectedRevision: input.expectedRevision }),
      })
      if (input.tests !== undefined) await forgetTestResults(ctx.tx, resource.id, unchangedTests(resource.spec, spec))
      const { description } = settingsOf(spec, spec.version)
      if (description !== resource.description) await updateResource(ctx.tx, resource.id, { description }, authorOf(ctx))
    }
    const changedTo = await endpointNow(ctx, resource.id)
    const isOtherFreshness = input.settings?.freshnessSeconds !== settingsOf(resource.spec, input.version ?? resource.spec.version).freshnessSeconds
    const materializationError = await settleTables(ctx, input, changedTo, { isNewVersion, isOtherFreshness })
    const endpoint = await endpointNow(ctx, resource.id)
    ctx.record({
      targetKind: 'endpoint',
      targetId: resource.id,
      before: { ...loggedState(resource), ...switchesOf(resource.spec) },
      after: { ...loggedState(endpoint), ...switchesOf(spec), ...keptState(endpoint) },
    })
    return { ...endpoint, ...(materializationError === null ? {} : { materializationError }) }
  },
})

/** Tables of answers as the change wants them; answers why a new version is not kept as the one before it was. */
async function settleTables(
  ctx: EndpointCtx & WriteCtx,
  input: UpdateEndpoint,
  endpoint: Endpoint,
  { isNewVersion, isOtherFreshness }: { isNewVersion: boolean; isOtherFreshness: boolean },
): Promise<string | null> {
  if (input.materialization !== undefined && !(isNewVersion && input.materialization.isEnabled === undefined)) {
    await changeMaterialization(ctx, endpoint, input.version ?? endpoint.spec.version, input.materialization)
  }
  if (!endpoint.spec.isActive) {
    await removeTables(ctx, { endpointId: endpoint.id })
    return null
  }
  if (isNewVersion) return carryMaterialization(ctx, endpoint, input.materialization ?? {})
  const seconds = input.settings?.freshnessSeconds
  if (seconds != null && isOtherFreshness && input.materialization === undefined)
    await followFreshness(ctx, endpoint, input.version ?? endpoint.spec.version, seconds)
  return null
}

/** Names of tests that say what they said before. */
const unchangedTests = (before: EndpointDocument, after: EndpointDocument): string[] =>
  (after.tests ?? []).flatMap((test) => (before.tests?.some((one) => isDeepStrictEqual(one, test)) === true ? [test.name] : []))

/** What the change log keeps beside the head: which version is newest, what is switched on, and what is tested. */
const switchesOf = ({ version, isActive, aliases, versions, tests }: EndpointDocument): object => ({
  version,
  isActive,
  aliases,
  versions,
  ...(tests === undefined ? {} : { tests: tests.map(({ name }) => name) }),
})

function changed(spec: EndpointDocument, input: UpdateEndpoint, query: EndpointQuery | undefined, now: number): EndpointDocument {
  const isNewVersion = query !== undefined && !isDeepStrictEqual(query, spec.query)
  const version = isNewVersion ? spec.version + 1 : spec.version
  const settled = input.version ?? version
  const before = settingsOf(spec, isNewVersion ? spec.version : settled)
  const settings = { ...before, ...(isNewVersion ? { isActive: true, deprecation: null } : {}), ...input.settings }
  if (input.deprecation !== undefined) settings.deprecation = deprecated(settings.deprecation ?? null, input.deprecation, now)
  return {
    ...spec,
    version,
    query: query ?? spec.query,
    isActive: input.isActive ?? spec.isActive,
    tags: input.tags ?? spec.tags,
    aliases: withAliases(spec.aliases, input.aliases ?? {}),
    versions: { ...spec.versions, [settled]: settings },
    ...(input.tests === undefined ? {} : { tests: [...input.tests] }),
  }
}

const withAliases = (known: Readonly<Record<string, number>>, wanted: Readonly<Record<string, number | null>>): Record<string, number> =>
  Object.fromEntries(Object.entries({ ...known, ...wanted }).flatMap(([name, version]) => (version === null ? [] : [[name, version] as const])))

function requireVersions({ aliases, version }: EndpointDocument): void {
  for (const [alias, number] of Object.entries(aliases)) {
    if (number > version) throw fieldProblem('aliases', `The alias ${alias} is to name version ${number}, and the newest is ${version}.`)
  }
}

const fieldProblem = (path: string, message: string): AppError => new AppError('invalid', message, { reason: 'endpoint_change', fields: [{ path, message }] })
