import type { GivenValue } from '@atrium/documents'
import { readOperation, writeOperation } from '../../../access/operation.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/ids.ts'
import type { KeyRing } from '../../../platform/secrets/key-ring.ts'
import { requireAction } from '../../content/content-target.ts'
import { bindValues } from '../bind-values.ts'
import { requireAllowedEnd } from '../../identity/token-rules.ts'
import type { EndpointCtx } from '../endpoint-ctx.ts'
import { endpointTarget, type EndpointKey, type EndpointTarget } from '../endpoint-target.ts'
import { signRunToken, type RunToken } from './run-token.ts'
import { deleteEndedRunTokens, insertRunToken, listLiveRunTokens, revokeRunTokenOf } from './run-token-store.ts'
import { narrowInsight } from '../insights/narrow-insight.ts'

export type RunTokenCtx = EndpointCtx & { keys: KeyRing }

export type NewRunToken = EndpointKey & {
  description: string
  /** Names of further endpoints of the project that it calls. */
  others: readonly string[]
  variables: Readonly<Record<string, GivenValue>>
  origins: readonly string[]
  lifetimeSeconds: number
}

const day = 86_400
/** Seconds that a token lives at most that was made with a token. */
const longestByToken = day
export const runTokenLifetime = { least: 60, most: 90 * day }
/** Good tokens of a project at most; more would be a program that makes one for each call. */
const most = 1000

/**
 * Makes a token that calls these endpoints as whoever makes it, and nothing else. Takes the right to change each of them. The text is in
 * this answer and nowhere else. Throws `invalid` for a variable that one of them does not have or a value that it does not take.
 */
export const createRunToken = writeOperation<RunTokenCtx, NewRunToken, EndpointTarget, { token: RunToken; text: string }>({
  name: 'endpoints.create_run_token',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, input, target) {
    const { actor } = ctx
    if (actor.kind !== 'user') throw new AppError('unauthenticated', 'Failed to authorize user')
    if (actor.via !== 'session' && input.lifetimeSeconds > longestByToken) {
      const message = `A token that is made with a token lives a day at most, ${longestByToken} seconds: it would outlive that one. Sign in to make longer ones.`
      throw new AppError('invalid', message, { reason: 'run_token_lifetime', fields: [{ path: 'lifetimeSeconds', message }] })
    }
    const now = new Date(ctx.clock.now())
    const expiresAt = new Date(now.getTime() + input.lifetimeSeconds * 1000)
    const kind = actor.isServiceAccount ? 'service' : 'person'
    await requireAllowedEnd(ctx.tx, { organizationId: target.organizationId, kind, expiresAt, now }, 'lifetimeSeconds')
    const endpoints = [
      target,
      ...(await Promise.all([...new Set(input.others)].filter((name) => name !== input.name).map((name) => endpointTarget(ctx, { ...input, name })))),
    ]
    for (const endpoint of endpoints) {
      requireAction(ctx, 'endpoint.update', endpoint)
      requireVariables(endpoint, input.variables)
    }
    await deleteEndedRunTokens(ctx.tx, target.projectId, new Date(now.getTime() - 30 * day * 1000))
    if ((await listLiveRunTokens(ctx.tx, target.projectId, now)).length >= most) {
      throw new AppError('limit_exceeded', `This project has ${most} tokens for calling endpoints. Revoke some, or give each a longer life and use it again.`, {
        reason: 'run_tokens',
      })
    }
    const token: RunToken = {
      id: newId(),
      projectId: target.projectId,
      userId: actor.userId,
      name: input.description,
      endpointIds: endpoints.map(({ resource }) => resource.id),
      variables: input.variables,
      origins: [...new Set(input.origins)],
      createdAt: now,
      expiresAt,
      revokedAt: null,
    }
    await insertRunToken(ctx.tx, token)
    ctx.record({ targetKind: 'endpoint', targetId: target.resource.id, before: null, after: loggedToken(token) })
    return { token, text: await signRunToken(ctx.keys, token) }
  },
})

/** Tokens that call an endpoint and are good now, newest first. */
export const listRunTokens = readOperation<RunTokenCtx, EndpointKey, EndpointTarget, RunToken[]>({
  name: 'endpoints.run_tokens',
  action: 'endpoint.update',
  target: endpointTarget,
  async run(ctx, _key, { resource, projectId }) {
    const live = await listLiveRunTokens(ctx.db, projectId, new Date(ctx.clock.now()))
    return live.filter(({ endpointIds }) => endpointIds.includes(resource.id))
  },
})

/** Ends a token at once, on all nodes, for all endpoints that it calls. Throws `not_found`. */
export const revokeRunToken = writeOperation<RunTokenCtx, EndpointKey & { tokenId: string }, EndpointTarget, void>({
  name: 'endpoints.revoke_run_token',
  action: 'endpoint.update',
  writes: true,
  target: endpointTarget,
  async run(ctx, { tokenId }, { resource, projectId }) {
    const now = new Date(ctx.clock.now())
    const token = (await listLiveRunTokens(ctx.tx, projectId, now)).find(({ id, endpointIds }) => id === tokenId && endpointIds.includes(resource.id))
    if (token === undefined || !(await revokeRunTokenOf(ctx.tx, projectId, tokenId, now))) {
      throw new AppError('not_found', 'This endpoint has no such token, or it has ended already', { reason: 'run_token_missing' })
    }
    ctx.record({ targetKind: 'endpoint', targetId: resource.id, before: loggedToken(token), after: null })
  },
})

/** What the change log keeps: which token it is and where it works, not the values that it holds. */
const loggedToken = ({ id, name, endpointIds, variables, origins, expiresAt }: RunToken): object => ({
  tokenId: id,
  name,
  endpointIds,
  variables: Object.keys(variables),
  origins,
  expiresAt,
})

function requireVariables({ resource }: EndpointTarget, variables: NewRunToken['variables']): void {
  const { query } = resource.spec
  if (query.kind === 'insight') narrowInsight(query.insight, variables)
  else
    bindValues(
      query.variables.filter(({ name }) => Object.hasOwn(variables, name)),
      variables,
      new Map(),
    )
}
