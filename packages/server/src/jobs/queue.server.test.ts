import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { systemClock } from '../platform/clock.ts'
import { createTestDatabase, type TestDatabase } from '../platform/db/test-database.ts'
import { AppError } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { claimRuns, completeRun, failRun } from './lease-store.ts'
import { createRuns, type RunQueue, type RunsOptions } from './queue.ts'
import type { NewRun, Run } from './run.ts'

let test: TestDatabase
let queues: RunQueue[] = []
beforeEach(async () => {
  test = await createTestDatabase()
  queues = []
})
afterEach(async () => {
  await Promise.all(queues.map((queue) => queue.stop(100)))
  await test.drop()
})

const newRun = (kind: string, more: Partial<NewRun> = {}): NewRun => ({
  kind,
  payload: {},
  organizationId: null,
  projectId: null,
  createdBy: null,
  ...more,
})

function node(workers: RunsOptions['workers'], more: Partial<RunsOptions> = {}): RunQueue {
  const queue = createRuns({
    db: test.db,
    listen: test.listen,
    clock: systemClock,
    workers,
    concurrency: 4,
    leaseSeconds: 1,
    workerId: newId(),
    onError: () => undefined,
    ...more,
  })
  queues.push(queue)
  return queue
}

async function until<T>(look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

const ended = (queue: RunQueue, id: string): Promise<Run> =>
  until(async () => {
    const run = await queue.get(id)
    return run !== null && run.finishedAt !== null ? run : null
  })

describe('the queue of runs', () => {
  it('does a run, with its progress, log and result', async () => {
    const queue = node([
      {
        kind: 'sum',
        async work({ run, progress, log }) {
          await log('info', 'adding')
          await progress(2, 2, 'done')
          return { total: (run.payload['numbers'] as number[]).reduce((a, b) => a + b, 0) }
        },
      },
    ])
    await queue.start()
    const { id } = await queue.enqueue(newRun('sum', { payload: { numbers: [1, 2, 3] } }))
    const run = await ended(queue, id)
    expect(run).toMatchObject({ state: 'completed', result: { total: 6 }, attempt: 1, progress: { done: 2, total: 2, message: 'done' } })
    expect((await queue.log(id)).map((line) => line.message)).toEqual(['adding'])
  })

  it('exists exactly when the transaction it was enqueued in does', async () => {
    const queue = node([{ kind: 'x', work: async () => ({}) }])
    await queue.start()
    let lost = ''
    await test.db
      .transaction()
      .execute(async (tx) => {
        lost = (await queue.enqueue(newRun('x'), tx)).id
        throw new Error('changed my mind')
      })
      .catch(() => undefined)
    const kept = await test.db.transaction().execute((tx) => queue.enqueue(newRun('x'), tx))
    expect((await ended(queue, kept.id)).state).toBe('completed')
    expect(await queue.get(lost)).toBeNull()
  })

  it('gives two nodes no run twice', async () => {
    const done: string[] = []
    const workers = [{ kind: 'x', work: async ({ run }: { run: Run }) => (done.push(run.id), {}) }]
    const nodes = [node(workers), node(workers)]
    const ids = await Promise.all(Array.from({ length: 60 }, async () => (await nodes[0]?.enqueue(newRun('x')))?.id ?? ''))
    await Promise.all(nodes.map((queue) => queue.start()))
    for (const id of ids) await ended(nodes[0] as RunQueue, id)
    expect(done.toSorted()).toEqual(ids.toSorted())
  })

  it('keeps the limit of a group over all nodes, and lets other groups pass', async () => {
    let running = 0
    let most = 0
    const workers = [
      {
        kind: 'x',
        async work() {
          running += 1
          most = Math.max(most, running)
          await new Promise((resolve) => setTimeout(resolve, 30))
          running -= 1
          return {}
        },
      },
      { kind: 'free', work: async () => ({}) },
    ]
    const nodes = [node(workers, { groupLimit: 2 }), node(workers, { groupLimit: 2 })]
    const first = nodes[0] as RunQueue
    const ids: string[] = []
    for (let i = 0; i < 12; i += 1) ids.push((await first.enqueue(newRun('x', { groupKey: 'warehouse' }))).id)
    ids.push((await first.enqueue(newRun('free', { groupKey: 'other' }))).id)
    await Promise.all(nodes.map((queue) => queue.start()))
    for (const id of ids) expect((await ended(first, id)).state).toBe('completed')
    expect(most).toBe(2)
  })

  it('lets people take turns, and priority go first', async () => {
    const organization = newId()
    await test.db.insertInto('organizations').values({ id: organization, name: 'o', default_project_id: null }).execute()
    const [greedy, modest] = [newId(), newId()]
    for (const [id, email] of [
      [greedy, 'g@example.com'],
      [modest, 'm@example.com'],
    ] as const) {
      await test.db.insertInto('users').values({ id, email, first_name: 'a', last_name: 'b', password_hash: null }).execute()
    }
    const queue = node([])
    for (let i = 0; i < 5; i += 1) await queue.enqueue(newRun('x', { createdBy: greedy }))
    const late = await queue.enqueue(newRun('x', { createdBy: modest }))
    const urgent = await queue.enqueue(newRun('x', { createdBy: greedy, priority: 5 }))
    const taken = await claimRuns(test.db, { worker: 'w', kinds: ['x'], limit: 3, leaseSeconds: 10, groupLimit: 2 })
    expect(taken.map((run) => run.id)).toContain(late.id)
    expect(taken.map((run) => run.id)).toContain(urgent.id)
  })

  it('answers the same run for the same key until it has ended', async () => {
    const queue = node([{ kind: 'x', work: async () => ({}) }])
    const [a, b] = await Promise.all([queue.enqueue(newRun('x', { dedupeKey: 'k' })), queue.enqueue(newRun('x', { dedupeKey: 'k' }))])
    expect(b.id).toBe(a.id)
    await queue.start()
    await ended(queue, a.id)
    expect((await queue.enqueue(newRun('x', { dedupeKey: 'k' }))).id).not.toBe(a.id)
  })

  it('tries again what may pass, and not what is wrong', async () => {
    const tries: Record<string, number> = {}
    const queue = node([
      {
        kind: 'x',
        async work({ run }) {
          tries[run.id] = (tries[run.id] ?? 0) + 1
          if (run.payload['bad'] === true) throw new AppError('invalid', 'That is no column')
          throw new Error('socket 10.0.0.1 closed')
        },
      },
    ])
    await queue.start()
    const wrong = await queue.enqueue(newRun('x', { payload: { bad: true } }))
    const unlucky = await queue.enqueue(newRun('x', { maxAttempts: 2 }))
    expect(await ended(queue, wrong.id)).toMatchObject({ state: 'failed', error: 'That is no column', attempt: 1 })
    const failed = await ended(queue, unlucky.id)
    expect(failed).toMatchObject({ state: 'failed', attempt: 2 })
    expect(failed.error).not.toContain('10.0.0.1')
    expect(tries).toEqual({ [wrong.id]: 1, [unlucky.id]: 2 })
  })

  it('cancels a queued run at once and a running one by its signal, from any node', async () => {
    const worker = {
      kind: 'x',
      work: ({ signal }: { signal: AbortSignal }) =>
        new Promise<Record<string, unknown>>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    }
    const busy = node([worker], { concurrency: 1, leaseSeconds: 60 })
    const other = node([])
    const first = await other.enqueue(newRun('x'))
    await busy.start()
    await until(async () => (await other.get(first.id))?.state === 'running')
    const second = await other.enqueue(newRun('x'))
    await other.cancel(second.id)
    expect((await other.get(second.id))?.state).toBe('cancelled')
    await other.cancel(first.id)
    expect(await ended(other, first.id)).toMatchObject({ state: 'cancelled', error: 'This was cancelled' })
  })

  it('ignores what a worker says about a run it has lost', async () => {
    const queue = node([])
    const { id } = await queue.enqueue(newRun('x'))
    const claim = { kinds: ['x'], limit: 1, groupLimit: 2 }
    const [before] = await claimRuns(test.db, { ...claim, worker: 'w', leaseSeconds: -1 })
    await node([]).start()
    await until(async () => (await queue.get(id))?.state === 'queued')
    await claimRuns(test.db, { ...claim, worker: 'w', leaseSeconds: 60 })
    const stale = { worker: 'w', attempt: before?.attempt ?? 0 }
    expect(await completeRun(test.db, id, stale, { stale: true })).toBe(false)
    expect(await failRun(test.db, id, stale, 'stale', null)).toBeNull()
    expect(await queue.get(id)).toMatchObject({ state: 'running', attempt: 2, result: null })
  })

  it('gives unfinished runs back at shutdown without using up an attempt', async () => {
    const stubborn = node([{ kind: 'x', work: () => new Promise(() => undefined) }])
    const { id } = await stubborn.enqueue(newRun('x', { maxAttempts: 1 }))
    await stubborn.start()
    await until(async () => (await stubborn.get(id))?.state === 'running')
    await stubborn.stop(50)
    expect((await stubborn.get(id))?.state).toBe('queued')
    const successor = node([{ kind: 'x', work: async () => ({ by: 'successor' }) }])
    await successor.start()
    expect(await ended(successor, id)).toMatchObject({ state: 'completed', result: { by: 'successor' } })
  })

  it('takes a run away from a process that was killed, and does it again', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'atrium-worker-'))
    const program = path.join(folder, 'worker.mjs')
    await build({
      entryPoints: [fileURLToPath(new URL('./testing/dying-worker.ts', import.meta.url))],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
      conditions: ['atrium-source'],
      logLevel: 'silent',
      banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)" },
    })
    const queue = node([{ kind: 'slow', work: async () => ({ by: 'second node' }) }])
    const { id } = await queue.enqueue(newRun('slow'))
    const child = spawn(process.execPath, [program, JSON.stringify(test.connection)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect((await queue.get(id))?.state).toBe('running')
    child.kill('SIGKILL')
    await queue.start()
    expect(await ended(queue, id)).toMatchObject({ state: 'completed', attempt: 2, result: { by: 'second node' } })
    expect((await queue.log(id)).map((line) => line.message)).toEqual(['The worker that ran this was lost'])
    await rm(folder, { recursive: true })
  })
})
