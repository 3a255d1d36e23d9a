import { describe, expect, it } from 'vitest'
import { AppError } from '../platform/errors.ts'
import type { QueryResult } from './query-service.ts'
import { createStartedQueries, type StartedQueriesOptions } from './started-queries.ts'

const ada = { userId: 'ada', projectId: 'shop' }

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
  return { queries, errors, wait: (ms: number) => (now += ms) }
}

const resultOf = (bytes: number): QueryResult => ({ data: Buffer.alloc(bytes), receipt: { sql: '' } }) as unknown as QueryResult
/** Lets what has ended be noticed. */
const noticed = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a started query', () => {
  it('is pending until its work has ended, then ready', async () => {
    const { queries } = house()
    let end: (result: QueryResult) => void = () => undefined
    const { id } = queries.start(ada, () => new Promise((resolve) => (end = resolve)))
    expect(queries.find(ada, id)?.state).toBe('pending')
    const result = resultOf(3)
    end(result)
    await noticed()
    expect(queries.find(ada, id)).toMatchObject({ state: 'ready', result })
  })

  it('is there for the one who started it, in its project', async () => {
    const { queries } = house()
    const { id } = queries.start(ada, () => Promise.resolve(resultOf(3)))
    await noticed()
    expect(queries.find({ ...ada, userId: 'bo' }, id)).toBeNull()
    expect(queries.find({ ...ada, projectId: 'other' }, id)).toBeNull()
  })

  it('is cancelled with its work', async () => {
    const { queries } = house()
    const { id } = queries.start(
      ada,
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')))),
    )
    queries.cancel(ada, id)
    await noticed()
    expect(queries.find(ada, id)?.state).toBe('cancelled')
  })

  it('tells what the warehouse said, and of a defect nothing but that there is one', async () => {
    const { queries, errors } = house()
    const told = queries.start(ada, () => Promise.reject(new AppError('query_failed', 'No such column')))
    const defect = queries.start(ada, () => Promise.reject(new TypeError('secret')))
    await noticed()
    expect(queries.find(ada, told.id)).toMatchObject({ state: 'failed', message: 'No such column' })
    expect(queries.find(ada, defect.id)).toMatchObject({ state: 'failed', message: 'Something went wrong.' })
    expect(errors).toEqual([`the query ${defect.id} failed`])
  })

  it('is forgotten after its time', async () => {
    const { queries, wait } = house()
    const { id } = queries.start(ada, () => Promise.resolve(resultOf(3)))
    await noticed()
    wait(999)
    expect(queries.find(ada, id)).not.toBeNull()
    wait(1)
    expect(queries.find(ada, id)).toBeNull()
  })

  it('goes first when there is no room for all', async () => {
    const { queries } = house()
    const [first, second] = [queries.start(ada, () => Promise.resolve(resultOf(60_000))), queries.start(ada, () => Promise.resolve(resultOf(60_000)))]
    await noticed()
    expect(queries.find(ada, first.id)).toBeNull()
    expect(queries.find(ada, second.id)?.state).toBe('ready')
  })

  it('counts with its SQL, and also when it failed: nothing is kept without end', async () => {
    const { queries } = house()
    const long = { data: Buffer.alloc(1), receipt: { sql: 'x'.repeat(60_000) } } as unknown as QueryResult
    const [first, second] = [queries.start(ada, () => Promise.resolve(long)), queries.start(ada, () => Promise.resolve(long))]
    await noticed()
    expect([queries.find(ada, first.id), queries.find(ada, second.id)?.state]).toEqual([null, 'ready'])
    const failed: string[] = []
    for (let round = 0; round < 60; round++) {
      failed.push(queries.start(ada, () => Promise.reject(new AppError('query_failed', 'no'))).id)
      await noticed()
    }
    expect(queries.find(ada, failed[0] ?? '')).toBeNull()
    expect(queries.find(ada, failed.at(-1) ?? '')?.state).toBe('failed')
  })

  it('is one of few for each person', () => {
    const { queries } = house()
    const never = (): Promise<QueryResult> => new Promise(() => undefined)
    queries.start(ada, never)
    queries.start(ada, never)
    expect(() => queries.start(ada, never)).toThrow('You have 2 queries running')
    expect(queries.start({ ...ada, userId: 'bo' }, never).state).toBe('pending')
  })
})
