import { describe, expect, it } from 'vitest'
import { fixedClock } from '../../platform/clock.ts'
import { createKeptAnswers } from '../../query/kept-answers.ts'
import type { QueryResult } from '../../query/query-service.ts'
import type { RunEndpointCtx } from './answer-question.ts'
import type { PagedAnswer } from './answered-by.ts'
import { firstPage, pageAt, readCursor, type Answered } from './pages.ts'

const result = (bytes: number): QueryResult =>
  ({ data: Buffer.alloc(bytes), rowCount: 5, receipt: { queryHash: 'q', dataAsOf: '2024-01-01T00:00:00.000Z', cache: 'miss' } }) as QueryResult
const answered = (bytes: number): Answered => ({
  outcome: { kind: 'answered', result: result(bytes), freshForSeconds: 60, renewal: null },
  path: 'materialized',
  madeAt: new Date('2024-01-02'),
  because: null,
})
const of = { projectId: 'p', endpointId: 'e', version: 1 }

describe('pages', () => {
  const project = { id: 'p', organizationId: 'o', timezone: 'UTC', startOfWeek: null, fiscalYearStart: 1, warehouse: { type: 'duckdb' } }
  const actor = { kind: 'user', userId: 'u', credentialId: 'c', userAttributes: {}, emailVerified: false }
  const keptAnswers = createKeptAnswers<PagedAnswer>({ clock: fixedClock(0), keptMs: 1000, longestMs: 5000, maxBytes: 10_000 })
  const ctx = (host: string, who: object = actor): RunEndpointCtx =>
    ({
      actor: who,
      keptAnswers,
      projects: { project: async () => ({ ...project, warehouse: { type: 'duckdb', database: host } }), findModel: async () => null },
    }) as unknown as RunEndpointCtx
  const cursorOf = async (context: RunEndpointCtx): Promise<string> =>
    (await firstPage(context, of, answered(100), { limit: 2, offset: 0 })).page?.next?.cursor ?? ''

  it('say what the first one said', async () => {
    const first = await firstPage(ctx('a'), of, answered(100), { limit: 2, offset: 0 })
    const next = await pageAt(ctx('a'), of, readCursor(first.page?.next?.cursor ?? ''))
    expect(next).toMatchObject({ path: 'materialized', madeAt: new Date('2024-01-02'), outcome: { freshForSeconds: 60 }, page: { limit: 2, offset: 2 } })
    const last = await pageAt(ctx('a'), of, readCursor(next.page?.next?.cursor ?? ''))
    expect(last.page).toEqual({ limit: 2, offset: 4, next: null, whyNoCursor: null })
  })

  it('are of one connection, and of one token for calling', async () => {
    const cursor = readCursor(await cursorOf(ctx('a')))
    await expect(pageAt(ctx('b'), of, cursor)).rejects.toThrow('This cursor has expired')
    await expect(pageAt(ctx('a', { ...actor, runToken: { endpointIds: [], variables: {} } }), of, cursor)).rejects.toThrow('This cursor has expired')
    expect((await pageAt(ctx('a'), of, cursor)).page?.offset).toBe(2)
  })

  it('of an answer that is too large to be kept have no cursor, and say so', async () => {
    const { page } = await firstPage(ctx('a'), of, answered(20_000), { limit: 2, offset: 0 })
    expect(page).toEqual({ limit: 2, offset: 0, next: null, whyNoCursor: expect.stringContaining('"limit" and "offset"') })
    expect((await firstPage(ctx('a'), of, answered(20_000), { limit: 2, offset: 3 })).page?.whyNoCursor).toBeNull()
  })
})
