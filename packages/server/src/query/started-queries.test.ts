import { describe, expect, it } from 'vitest'
import { AppError } from '../platform/errors.ts'
import type { QueryResult } from './query-service.ts'
import { createStartedQueries, type QueryOwner, type StartedQueriesOptions, type StartedQuery } from './started-queries.ts'

const ada = { userId: 'ada', projectId: 'shop', rowRules: '' }
const bo = { ...ada, userId: 'bo' }
type Run = (signal: AbortSignal) => Promise<QueryResult>

function house(options: Partial<StartedQueriesOptions> = {}) {
  let now = 0
  const errors: string[] = []
  const queries = createStartedQueries({
    clock: { now: () => now, monotonic: () => now },
    keptMs: 1000,
    maxBytes: 100_000,
    maxPending: 2,
    onError: (message) => errors.push(message),
    ...options,
  })
  const start = (owner: QueryOwner, run: Run, id?: string, question = 'q'): StartedQuery => queries.start(owner, { of: { kind: 'sql' }, question, id, run })
  return { queries, errors, start, wait: (ms: number) => (now += ms) }
}

const resultOf = (bytes: number): QueryResult => ({ data: Buffer.alloc(bytes), receipt: { sql: '' } }) as unknown as QueryResult
/** Lets what has ended be noticed. */
const noticed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a started query', () => {
  it('is pending until its work has ended, then ready', async () => {
    const { queries, start } = house()
    let end: (result: QueryResult) => void = () => undefined
    const { id } = start(ada, () => new Promise((resolve) => (end = resolve)))
    expect(queries.find(ada, id)?.state).toBe('pending')
    const result = resultOf(3)
    end(result)
    await noticed()
    expect(queries.find(ada, id)).toMatchObject({ state: 'ready', result })
  })

  it('is there for the one who started it, in its project', async () => {
    const { queries, start } = house()
    const { id } = start(ada, () => Promise.resolve(resultOf(3)))
    await noticed()
    expect(queries.find(bo, id)).toBeNull()
    expect(queries.find({ ...ada, projectId: 'other' }, id)).toBeNull()
  })

  it('is cancelled with its work', async () => {
    const { queries, start } = house()
    const { id } = start(ada, (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')))))
    queries.cancel(ada, id)
    await noticed()
    expect(queries.find(ada, id)?.state).toBe('cancelled')
  })

  it('tells what the warehouse said, and of a defect nothing but that there is one', async () => {
    const { queries, errors, start } = house()
    const told = start(ada, () => Promise.reject(new AppError('query_failed', 'No such column')))
    const defect = start(ada, () => Promise.reject(new TypeError('secret')))
    await noticed()
    expect(queries.find(ada, told.id)).toMatchObject({ state: 'failed', message: 'No such column' })
    expect(queries.find(ada, defect.id)).toMatchObject({ state: 'failed', message: 'Something went wrong.' })
    expect(errors).toEqual([`the query ${defect.id} failed`])
  })

  it('is forgotten after its time', async () => {
    const { queries, wait, start } = house()
    const { id } = start(ada, () => Promise.resolve(resultOf(3)))
    await noticed()
    wait(999)
    expect(queries.find(ada, id)).not.toBeNull()
    wait(1)
    expect(queries.find(ada, id)).toBeNull()
  })

  it('goes first when there is no room for all', async () => {
    const { queries, start } = house()
    const [first, second] = [start(ada, () => Promise.resolve(resultOf(60_000))), start(ada, () => Promise.resolve(resultOf(60_000)))]
    await noticed()
    expect(queries.find(ada, first.id)).toBeNull()
    expect(queries.find(ada, second.id)?.state).toBe('ready')
  })

  it('counts with its SQL, and also when it failed: nothing is kept without end', async () => {
    const { queries, start } = house()
    const long = { data: Buffer.alloc(1), receipt: { sql: 'x'.repeat(60_000) } } as unknown as QueryResult
    const [first, second] = [start(ada, () => Promise.resolve(long)), start(ada, () => Promise.resolve(long))]
    await noticed()
    expect([queries.find(ada, first.id), queries.find(ada, second.id)?.state]).toEqual([null, 'ready'])
    const failed: string[] = []
    for (let round = 0; round < 60; round++) {
      failed.push(start(ada, () => Promise.reject(new AppError('query_failed', 'no'))).id)
      await noticed()
    }
    expect(queries.find(ada, failed[0] ?? '')).toBeNull()
    expect(queries.find(ada, failed.at(-1) ?? '')?.state).toBe('failed')
  })

  it('is one of few for each person', () => {
    const { start } = house()
    const never = (): Promise<QueryResult> => new Promise(() => undefined)
    start(ada, never)
    start(ada, never)
    expect(() => start(ada, never)).toThrow('You have 2 queries running')
    expect(start(bo, never).state).toBe('pending')
  })

  it('is found again by the id that its owner chose, by the same question only', () => {
    const { queries, start } = house()
    const never = (): Promise<QueryResult> => new Promise(() => undefined)
    expect(start(ada, never, 'mine', 'one')).toBe(start(ada, never, 'mine', 'one'))
    expect(() => start(ada, never, 'mine', 'another')).toThrow('names another question of yours that runs')
    expect(start(bo, never, 'mine', 'another').state).toBe('pending')
    expect(queries.find(ada, 'mine')?.userId).toBe('ada')
  })

  it('is not there any more for whoever sees other rows now, and can still be stopped', async () => {
    const { queries, start } = house()
    const work = (signal: AbortSignal): Promise<QueryResult> =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled'))))
    const { id } = start(ada, work)
    const changed = { ...ada, rowRules: 'south' }
    expect(queries.find(changed, id)).toBeNull()
    queries.cancel(changed, id)
    await noticed()
    expect(queries.find(ada, id)?.state).toBe('cancelled')
  })

  it('is pushed out by nobody who holds more', async () => {
    const { queries, start } = house()
    const small = start(bo, () => Promise.resolve(resultOf(20_000)))
    await noticed()
    const [first, second] = [start(ada, () => Promise.resolve(resultOf(50_000))), start(ada, () => Promise.resolve(resultOf(50_000)))]
    await noticed()
    expect([queries.find(bo, small.id)?.state, queries.find(ada, first.id), queries.find(ada, second.id)?.state]).toEqual(['ready', null, 'ready'])
  })
})
