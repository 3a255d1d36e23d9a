import { afterEach, beforeEach, expect, it } from 'vitest'
import { createContentWorld, type ContentWorld } from '../../content/testing/content-world.ts'
import { createNotebook } from '../create-notebook.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import { createSpace } from '../../content/create-space.ts'
import { newId } from '../../../platform/ids.ts'
import type { AskedRun, RunPlace } from './session-runner.ts'
import { createSessions, type Sessions } from './sessions.ts'
import { claimSession, releaseSession } from './session-lease-store.ts'
import { dropInput, findSession, insertSession, listOutcomes, saveInputs, saveOutcomes } from './session-store.ts'

let world: ContentWorld
let notebookId: string
let nodes: Sessions[]
let closedKernels: number
const complaints: unknown[] = []
beforeEach(async () => {
  world = await createContentWorld()
  const space = await world.as(world.userId, createSpace, { projectId: world.projectId, name: 'Sales', isPrivate: false })
  notebookId = (await world.as(world.userId, createNotebook, { projectId: world.projectId, spaceId: space.id, name: 'Sales' })).id
  nodes = []
  closedKernels = 0
  complaints.length = 0
})
afterEach(async () => {
  await Promise.all(nodes.map((node) => node.close()))
  await world.end()
  expect(complaints).toEqual([])
})

async function node(db = world.test.db): Promise<Sessions> {
  const made = await createSessions({
    db,
    listen: world.test.listen,
    clock: world.clock,
    openKernels: () => ({
      kernel: () => Promise.reject(new Error('no code is run here')),
      interrupt: () => undefined,
      async close() {
        closedKernels++
      },
    }),
    onError: (message, error) => void complaints.push([message, error]),
    tickMs: 20,
  })
  nodes.push(made)
  return made
}

async function session(kind: 'notebook' | 'app' = 'notebook'): Promise<string> {
  const id = newId()
  const revision = kind === 'app' ? 1 : null
  await insertSession(world.test.db, { id, notebookId, kind, revision, ownerId: world.userId, attributes: null, inputs: {}, at: new Date(world.clock.now()) })
  return id
}

const outcome = (cellId: string, state: CellOutcome['state'], text = ''): CellOutcome => ({
  cellId,
  state,
  fingerprint: null,
  audience: null,
  tables: {},
  values: {},
  displays: [],
  text,
  textCut: false,
  notes: [],
  failure: null,
  cache: null,
  dataAsOf: null,
  queryId: null,
  startedAt: null,
  ms: null,
})

/** Runs one cell, which ends when it is told to, or is stopped. */
function asked(cellId: string, { isOfInputs = false, isFresh = false } = {}): AskedRun & { began: Promise<RunPlace>; finish(): void } {
  let finish = (): void => undefined
  const end = new Promise<void>((resolve) => (finish = resolve))
  let begin = (_place: RunPlace): void => undefined
  const began = new Promise<RunPlace>((resolve) => (begin = resolve))
  return {
    isOfInputs,
    isFresh,
    began,
    finish: () => finish(),
    prepare: async () => async (place) => {
      place.onOutcome(outcome(cellId, 'running'))
      begin(place)
      await Promise.race([end, new Promise<void>((stop) => place.signal.addEventListener('abort', () => stop(), { once: true }))])
      if (!place.signal.aborted) place.onOutcome(outcome(cellId, 'done'))
    },
  }
}

const states = async (of: Sessions, id: string): Promise<Record<string, string>> =>
  Object.fromEntries([...(await of.outcomes(id))].map(([cellId, { state }]) => [cellId, state]))
const stored = async (id: string): Promise<Record<string, string>> =>
  Object.fromEntries([...(await listOutcomes(world.test.db, id))].map(([cellId, { state }]) => [cellId, state]))

it('runs follow each other, and of those that inputs begin only the newest waits', async () => {
  const here = await node()
  const id = await session()
  const [first, second, third, last] = [asked('a'), asked('b', { isOfInputs: true }), asked('c', { isOfInputs: true }), asked('d')]
  for (const run of [first, second, third, last]) await here.run(id, run)
  await first.began
  expect(await states(here, id)).toEqual({ a: 'running' })
  first.finish()
  await third.began
  third.finish()
  await last.began
  expect(await states(here, id)).toEqual({ a: 'done', c: 'done', d: 'running' })
  last.finish()
  await expect.poll(() => stored(id)).toEqual({ a: 'done', c: 'done', d: 'done' })
})

it('what is stopped is cancelled, what waited is forgotten, and a fresh run stops what runs', async () => {
  const here = await node()
  const id = await session()
  const [first, second] = [asked('a'), asked('b')]
  await here.run(id, first)
  await here.run(id, second)
  await first.began
  await here.interrupt(id)
  expect(await stored(id)).toEqual({ a: 'cancelled' })
  const [third, fresh] = [asked('a'), asked('b', { isFresh: true })]
  await here.run(id, third)
  await third.began
  await here.run(id, fresh)
  await fresh.began
  expect(closedKernels).toBe(1)
  expect(await states(here, id)).toEqual({ a: 'cancelled', b: 'running' })
  await here.interrupt(id)
})

it('those who follow hear of each cell the newest, of the end, and nothing of other sessions', async () => {
  const here = await node()
  const [id, other] = [await session(), await session()]
  const follower = here.follow({ sessionId: id, personId: world.userId, projectId: world.projectId, draftOf: notebookId })
  const signal = new AbortController().signal
  const [run, elsewhere] = [asked('a'), asked('z')]
  await here.run(other, elsewhere)
  await here.run(id, run)
  await run.began
  run.finish()
  await expect.poll(() => stored(id)).toEqual({ a: 'done' })
  const events = await follower.next(signal, 1000)
  expect(events.filter(({ kind }) => kind === 'outcome')).toEqual([{ kind: 'outcome', outcome: outcome('a', 'done') }])
  while ((await follower.next(signal, 50)).length > 0);
  here.draftChanged(notebookId)
  expect(await follower.next(signal, 1000)).toEqual([{ kind: 'state' }])
  await here.end(id, 'closed')
  expect(await follower.next(signal, 1000)).toContainEqual({ kind: 'ended', reason: 'closed' })
  await expect(here.run(id, asked('a'))).rejects.toMatchObject({ details: { reason: 'session_ended' } })
  follower.stop()
  expect(follower.isOver).toBe(true)
})

it('one node runs a session at a time; others say so, hear of it, can stop it, and go on with it', async () => {
  const [one, two] = [await node(), await node()]
  const id = await session()
  const run = asked('a')
  await one.run(id, run)
  await run.began
  await expect(two.run(id, asked('b'))).rejects.toMatchObject({ code: 'conflict', details: { reason: 'session_elsewhere' } })
  const follower = two.follow({ sessionId: id, personId: world.userId, projectId: world.projectId, draftOf: null })
  await two.interrupt(id)
  await expect.poll(() => states(two, id)).toEqual({ a: 'cancelled' })
  expect(await follower.next(new AbortController().signal, 5000)).toEqual([{ kind: 'changed' }])
  const next = asked('b')
  await expect
    .poll(() =>
      two.run(id, next).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true)
  await next.began
  next.finish()
  await expect.poll(() => states(one, id)).toEqual({ a: 'cancelled', b: 'done' })
})

it('what ran when a node died is over, and the note says so', async () => {
  const id = await session()
  await saveOutcomes(world.test.db, id, [outcome('a', 'running'), outcome('b', 'done')], new Date(world.clock.now()))
  const here = await node()
  expect(await states(here, id)).toEqual({ a: 'cancelled', b: 'done' })
  expect((await here.outcomes(id)).get('a')?.notes).toMatchObject([{ reason: 'server_stopped' }])
  expect(await stored(id)).toEqual({ a: 'cancelled', b: 'done' })
})

it('what another node ended while it was looked for stays as that says', async () => {
  const id = await session()
  const { db } = world.test
  const other = newId()
  const at = new Date(world.clock.now())
  await claimSession(db, id, { node: other, seconds: 30 })
  await saveOutcomes(db, id, [outcome('a', 'running')], at)
  let isFirst = true
  const here = await node(
    db.withPlugin({
      transformQuery: ({ node: query }) => query,
      // Between two looks of this node the other one ends its run.
      async transformResult({ result }) {
        if (isFirst && result.rows.some((row) => 'cell_id' in row)) {
          isFirst = false
          await saveOutcomes(db, id, [outcome('a', 'done')], at)
          await releaseSession(db, id, other)
        }
        return result
      },
    }),
  )
  expect(await states(here, id)).toEqual({ a: 'done' })
  expect(await stored(id)).toEqual({ a: 'done' })
})

it('a run that cannot begin says why, and the next one runs', async () => {
  const here = await node()
  const id = await session()
  await here.run(id, { isOfInputs: false, isFresh: false, prepare: () => Promise.reject(new Error('a secret of the house')) })
  await expect.poll(() => here.failureOf(id)).toMatchObject({ code: 'internal' })
  expect(here.failureOf(id)?.message).not.toContain('secret')
  const next = asked('a')
  await here.run(id, next)
  await next.began
  next.finish()
  await expect.poll(() => stored(id)).toEqual({ a: 'done' })
  expect(complaints).toHaveLength(1)
  complaints.length = 0
})

it('sessions that nobody uses end by themselves: those of apps sooner, those in which something runs not at all', async () => {
  const here = await node()
  const [notebook, app, busy] = [await session(), await session('app'), await session('app')]
  const run = asked('a')
  await here.run(busy, run)
  await run.began
  world.clock.advance(16 * 60_000)
  const isOver = async (id: string): Promise<boolean> => (await findSession(world.test.db, id))?.endedAt !== null
  await expect.poll(() => isOver(app)).toBe(true)
  expect([await isOver(notebook), await isOver(busy)]).toEqual([false, false])
  world.clock.advance(50 * 60_000)
  await expect.poll(() => isOver(notebook)).toBe(true)
  expect(await isOver(busy)).toBe(false)
  run.finish()
  await expect.poll(() => isOver(busy).then((over) => over || (world.clock.advance(60_000), false))).toBe(true)
})

it('a value that a run forgets as it is not offered any more is no newer one', async () => {
  const id = await session()
  const { db } = world.test
  expect(await saveInputs(db, id, { inputs: { region: 'north', year: 2026 }, known: 0, at: new Date() })).toBe(1)
  // Somebody gave one meanwhile, be it to an input that had none.
  expect(await dropInput(db, id, { name: 'region', known: 'south' })).toBe(false)
  expect(await dropInput(db, id, { name: 'region', known: undefined })).toBe(false)
  expect(await dropInput(db, id, { name: 'region', known: 'north' })).toBe(true)
  expect(await findSession(db, id)).toMatchObject({ version: 2, inputs: { year: 2026 } })
})
