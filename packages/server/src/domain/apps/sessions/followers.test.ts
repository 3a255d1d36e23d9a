import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { blankOutcome } from '../execution/blank-outcome.ts'
import type { CellOutcome } from '../execution/outcome.ts'
import { createFollowers, type Follower, type Followers } from './followers.ts'
import type { SessionEvent } from './session-events.ts'

let followers: Followers
let follower: Follower
const { signal } = new AbortController()
beforeEach(() => {
  vi.useFakeTimers()
  followers = createFollowers()
  follower = followers.follow({ sessionId: 'mine', personId: 'me', projectId: 'shop', draftOf: null })
})
afterEach(() => void vi.useRealTimers())

const tell = (cellId: string, state: CellOutcome['state']): void => followers.tell('mine', { kind: 'outcome', outcome: blankOutcome(cellId, state, '') })
const heard = (events: readonly SessionEvent[]): string[] =>
  events.map((event) => (event.kind === 'outcome' ? `${event.outcome.cellId} ${event.outcome.state}` : event.kind))
/** What is told next, and after how many milliseconds. */
async function listen(): Promise<{ after: number; events: string[] }> {
  const began = Date.now()
  const events = await follower.next(signal, 1000)
  return { after: Date.now() - began, events: heard(events) }
}
async function next(): ReturnType<typeof listen> {
  const told = listen()
  await vi.runAllTimersAsync()
  return told
}

it('a run of quick cells is told once, as soon as the last of them has ended', async () => {
  tell('a', 'waiting')
  tell('b', 'waiting')
  tell('a', 'running')
  const told = listen()
  tell('a', 'done')
  tell('b', 'running')
  await vi.advanceTimersByTimeAsync(10)
  tell('b', 'done')
  await vi.advanceTimersByTimeAsync(1)
  expect(await told).toEqual({ after: 11, events: ['a done', 'b done'] })
})

it('what takes long is told in between, and nothing keeps its end back', async () => {
  tell('a', 'running')
  tell('b', 'running')
  expect(await next()).toEqual({ after: 25, events: ['a running', 'b running'] })
  tell('a', 'failed')
  expect(await next()).toEqual({ after: 25, events: ['a failed'] })
  tell('b', 'done')
  expect(await next()).toEqual({ after: 1, events: ['b done'] })
  followers.tell('mine', { kind: 'state' })
  expect(await next()).toEqual({ after: 25, events: ['state'] })
  followers.tell('mine', { kind: 'ended', reason: 'closed' })
  expect(await next()).toEqual({ after: 1, events: ['ended'] })
})

it('nobody who is gone, or who follows another session, counts', () => {
  expect([followers.isFollowed('mine'), followers.isFollowed('yours')]).toEqual([true, false])
  follower.stop()
  expect([followers.isFollowed('mine'), follower.isOver]).toEqual([false, true])
})
