import { AppError } from '../../platform/errors.ts'
import type { AnswerReader, KeptAnswer } from '../../query/kept-answers.ts'
import { sightOf } from '../../query/sight.ts'
import { queryProject } from '../explore/explore-target.ts'
import { accountOf } from '../projects/warehouse-account.ts'
import type { Outcome, RunEndpointCtx } from './answer-question.ts'
import type { AnsweredBy, PagedAnswer } from './answered-by.ts'

/** A part of an answer, in rows. */
export type PageWish = { limit: number; offset: number }

/** Where the next page is read, and until when (milliseconds since the epoch). */
export type NextPage = { cursor: string; expiresAt: number }

/** Which part of an answer is given. `whyNoCursor`: there is more, and no cursor leads there. */
export type Page = PageWish & { next: NextPage | null; whyNoCursor: string | null }

export type Answered = AnsweredBy & { outcome: Outcome }
type Paged = Answered & { page: Page | null }

/** What pages are of: a version of an endpoint. */
export type PagesOf = { projectId: string; endpointId: string; version: number }
type Place = PageWish & { version: number; answerId: string }

/** Whose pages: of this endpoint's version, for this person (a token for calling is one of its own), as long as they see by the same. */
async function readerOf(ctx: RunEndpointCtx, { projectId, endpointId, version }: PagesOf): Promise<AnswerReader> {
  const { actor } = ctx
  const project = await ctx.projects.project(projectId)
  const sight = sightOf(queryProject(project, await ctx.projects.findModel(projectId)), actor, await accountOf(ctx.db, project, actor))
  const token = actor.kind === 'user' && actor.runToken !== undefined ? actor.credentialId : null
  return { person: actor.kind === 'user' ? actor.userId : actor.kind, sight: JSON.stringify([endpointId, version, token, sight]) }
}

/** The part of an answer that was wished for; the answer is kept when there is more of it. */
export async function firstPage(ctx: RunEndpointCtx, of: PagesOf, { outcome, ...by }: Answered, wish: PageWish | undefined): Promise<Paged> {
  if (wish === undefined || outcome.kind !== 'answered') return { outcome, ...by, page: null }
  const { result, freshForSeconds } = outcome
  if (isLast(result.rowCount, wish)) return { outcome, ...by, page: { ...wish, next: null, whyNoCursor: null } }
  const kept = ctx.keptAnswers.keep(await readerOf(ctx, of), { ...by, result, freshForSeconds })
  const page = kept === null ? { ...wish, next: null, whyNoCursor } : pageOf(of.version, kept, wish)
  return { outcome, ...by, page }
}

const whyNoCursor =
  'This answer is too large to be kept for a cursor. Read its pages with "limit" and "offset", each from the answer as it then is, or all rows at once with format=ndjson.'

/** The page that a cursor is the place of. Throws `not_found` (`cursor_expired`) when its answer is no longer kept, or never was this caller's. */
export async function pageAt(ctx: RunEndpointCtx, of: PagesOf, place: Place): Promise<Paged> {
  const kept = ctx.keptAnswers.find(await readerOf(ctx, of), place.answerId)
  if (kept === null) throw cursorExpired()
  const { result, freshForSeconds, ...by } = kept.answer
  const again = { ...result, cacheHit: true, receipt: { ...result.receipt, cache: 'hit' as const, engineMs: 0, durationMs: 0 } }
  return { ...by, outcome: { kind: 'answered', result: again, freshForSeconds, renewal: null }, page: pageOf(of.version, kept, place) }
}

const cursorExpired = (): AppError =>
  new AppError(
    'not_found',
    'This cursor has expired: the answer that it is a page of is no longer kept, or you see other rows by now. Run the endpoint again without it; for all rows at once there is format=ndjson.',
    { reason: 'cursor_expired', fields: [{ path: 'cursor', message: 'has expired' }] },
  )

const isLast = (rows: number, { limit, offset }: PageWish): boolean => offset + limit >= rows

function pageOf(version: number, { id, expiresAt, answer }: KeptAnswer<PagedAnswer>, { limit, offset }: PageWish): Page {
  const isEnd = isLast(answer.result.rowCount, { limit, offset })
  const next = isEnd ? null : { cursor: written({ limit, offset: offset + limit, version, answerId: id }), expiresAt }
  return { limit, offset, next, whyNoCursor: null }
}

const written = ({ version, answerId, offset, limit }: Place): string => Buffer.from(JSON.stringify([version, answerId, offset, limit])).toString('base64url')

/** Reads what a page said of the next one. Throws `invalid`. */
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
