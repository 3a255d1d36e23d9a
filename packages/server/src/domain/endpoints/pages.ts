import { AppError } from '../../platform/errors.ts'
import { policyOf } from '../../query/compile-question.ts'
import type { QueryResult } from '../../query/query-service.ts'
import type { RunEndpointCtx } from './answer-question.ts'

/** A part of an answer, in rows. */
export type PageWish = { limit: number; offset: number }

/** Where the next page is read, and until when (milliseconds since the epoch). */
export type NextPage = { cursor: string; expiresAt: number }

type Place = PageWish & { version: number; answerId: string }

/** Whose answers: of this endpoint's version, for this caller with the rows that they may see, of this model. Anything else is another answer. */
export type PageOwner = { endpointId: string; version: number; modelRevision: string }

const readerOf = ({ actor }: RunEndpointCtx, { endpointId, version, modelRevision }: PageOwner): string =>
  JSON.stringify([
    endpointId,
    version,
    modelRevision,
    ...(actor.kind === 'user' ? [actor.userId, actor.runToken === undefined ? null : actor.credentialId] : []),
    policyOf(actor),
  ])

/** The page after this one of the same answer, which is kept for it; null when this is the last. */
export function nextPage(ctx: RunEndpointCtx, owner: PageOwner, result: QueryResult, { limit, offset }: PageWish): NextPage | null {
  if (offset + limit >= result.rowCount) return null
  const { id, expiresAt } = ctx.keptAnswers.keep(readerOf(ctx, owner), result)
  return { cursor: written({ limit, offset: offset + limit, version: owner.version, answerId: id }), expiresAt }
}

/** The answer that a cursor is a place in. Throws `not_found` (`cursor_expired`) when it is no longer kept, or never was this caller's. */
export function keptAnswer(ctx: RunEndpointCtx, owner: PageOwner, { answerId }: Place): QueryResult {
  const kept = ctx.keptAnswers.find(readerOf(ctx, owner), answerId)
  if (kept !== null) return { ...kept.result, cacheHit: true, receipt: { ...kept.result.receipt, cache: 'hit', engineMs: 0, durationMs: 0 } }
  throw new AppError('not_found', 'This cursor has expired: the answer that it is a page of is no longer kept. Run the endpoint again without it.', {
    reason: 'cursor_expired',
    fields: [{ path: 'cursor', message: 'has expired' }],
  })
}

const written = ({ version, answerId, offset, limit }: Place): string => Buffer.from(JSON.stringify([version, answerId, offset, limit])).toString('base64url')

/** Reads what `nextPage` wrote. Throws `invalid`. */
export function readCursor(cursor: string): Place {
  try {
    const [version, answerId, offset, limit] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown[]
    if (typeof answerId === 'string' && isWhole(version, 1) && isWhole(offset, 0) && isWhole(limit, 1)) return { version, answerId, offset, limit }
  } catch {
    // Said below.
  }
  throw new AppError('invalid', 'Invalid cursor parameter: send "next_cursor" of the page before as it is', { reason: 'run_parameter' })
}

const isWhole = (value: unknown, least: number): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= least
