import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { fixedClock } from '../platform/clock.ts'
import type { Warehouse, WarehouseResult } from '../warehouses/warehouse.ts'
import { createQueries } from './create-queries.ts'
import type { Queries, QueryRequest } from './query-service.ts'

const clock = fixedClock(1_000_000)
const result: WarehouseResult = {
  columns: [{ name: 'n', type: 'number', engineType: 'BIGINT' }],
  data: Buffer.from('[[1]]'),
  rowCount: 1,
  truncated: false,
  engineMs: 5,
}

/** A warehouse that answers when it is told to, and counts what it is asked. */
function createSlowWarehouse(): { warehouse: Warehouse; answer(): void; asked(): number } {
  let [asked, answer] = [0, (): void => undefined]
  const ready = new Promise<void>((resolve) => {
    answer = resolve
  })
  const execute = async (): Promise<WarehouseResult> => {
    asked += 1
    await ready
    return result
  }
  return { warehouse: { execute, checkUserSql: async () => undefined } as Partial<Warehouse> as Warehouse, answer: () => answer(), asked: () => asked }
}

const open = (warehouse: Warehouse): Queries =>
  createQueries({
    warehouses: { of: () => warehouse } as never,
    accountOf: () => null,
    clock,
    log: { add: (line) => line, again: () => false, stop: async () => undefined },
    limits: { timeoutMs: 1000, exportTimeoutMs: 1000, maxBytes: 1000 },
    cache: { maxBytes: 1_000_000, ttlMs: 60_000 },
  })

const request = (userAttributes: Record<string, string[]> = {}, more: Partial<QueryRequest> = {}): QueryRequest => ({
  project: {
    id: 'p',
    organizationId: 'o',
    timezone: 'UTC',
    startOfWeek: null,
    fiscalYearStart: 1,
    warehouse: { type: 'duckdb', path: 'p.duckdb' } as never,
    modelRevision: 'r',
    dataVersion: '0',
  },
  actor: { kind: 'user', userId: 'u', email: 'u@x.example', emailVerified: true, userAttributes } as Partial<Actor> as Actor,
  requestId: 'q',
  signal: new AbortController().signal,
  source: 'endpoint',
  question: { kind: 'sql', sql: 'SELECT 1 AS n', limit: 10 },
  ...more,
})

describe('the query service', () => {
  it('asks the warehouse once for ten thousand who ask the same at once', async () => {
    const { warehouse, answer, asked } = createSlowWarehouse()
    const queries = open(warehouse)
    const all = Array.from({ length: 10_000 }, () => queries.run(request()))
    // All of them are under way before there is an answer.
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
    answer()
    const states = (await Promise.all(all)).map(({ receipt }) => receipt.cache)
    expect([asked(), states.filter((state) => state === 'miss').length, states.filter((state) => state === 'joined').length]).toEqual([1, 1, 9999])
  })

  it('recalls a finished answer for the same rows and the same model only, while it is fresh', async () => {
    const { warehouse, answer } = createSlowWarehouse()
    answer()
    const queries = open(warehouse)
    await queries.run(request())
    expect(await queries.recall(request({}, { answerKey: 'k' }))).toBeNull()
    const hit = await queries.run(request({}, { answerKey: 'k' }))
    hit.answer?.keep(Buffer.from('finished'))
    const recalled = async (asked: QueryRequest): Promise<string | undefined> => (await queries.recall(asked))?.take().answer?.bytes?.toString()
    expect(await recalled(request({}, { answerKey: 'k' }))).toBe('finished')
    expect(await recalled(request({ region: ['north'] }, { answerKey: 'k' }))).toBeUndefined()
    expect(await recalled(request({}, { answerKey: 'other' }))).toBeUndefined()
    const { project } = request()
    expect(await recalled(request({}, { answerKey: 'k', project: { ...project, modelRevision: 'next' } }))).toBeUndefined()
    expect(await recalled(request({}, { answerKey: 'k', project: { ...project, dataVersion: '1' } }))).toBeUndefined()
    expect(await recalled(request({}, { answerKey: 'k', freshness: { notBefore: clock.now() + 1 } }))).toBeUndefined()
    queries.forget('p')
    expect(await recalled(request({}, { answerKey: 'k' }))).toBeUndefined()
  })
})
