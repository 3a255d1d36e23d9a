import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../../../access/actor.ts'
import { fixedClock } from '../../../platform/clock.ts'
import { createCallCounts, type CallCount, type CallCounts } from './call-counts.ts'
import { callRules, createCallLimits, type CallLimits } from './call-limits.ts'

const key = (credentialId: string, via = 'token'): Actor => ({ kind: 'user', via, credentialId }) as Actor
const rules = callRules({ inline: { perMinute: 3, perHour: 5, atOnce: 0 }, materialized: { perMinute: 100, perHour: 0, atOnce: 2 } })

/** What nodes share: sums by key and span. */
function createStore(): (added: readonly CallCount[]) => Promise<CallCount[]> {
  const sums = new Map<string, number>()
  return async (added) =>
    added.map((count) => {
      const name = `${count.key}|${count.seconds}|${count.startsAt}`
      sums.set(name, (sums.get(name) ?? 0) + count.calls)
      return { ...count, calls: sums.get(name) ?? 0 }
    })
}

describe('limits of calls', () => {
  const clock = fixedClock(1_000_000 * 60_000)
  let open: CallCounts[] = []
  const node = (share = createStore()): CallLimits => {
    const counts = createCallCounts({ share, onError: (message) => expect.fail(message) })
    open.push(counts)
    return createCallLimits({ rules, counts, clock })
  }
  const takes = (limits: CallLimits, actor: Actor, times: number): number => {
    let taken = 0
    for (let i = 0; i < times; i++) {
      try {
        limits.take(actor, 'inline')
        taken += 1
      } catch {
        break
      }
    }
    return taken
  }
  beforeEach(() => {
    vi.useFakeTimers()
    open = []
  })
  afterEach(async () => {
    await Promise.all(open.map((counts) => counts.stop()))
    vi.useRealTimers()
  })

  it('are by key, and none for people who are signed in', () => {
    const limits = node()
    expect([takes(limits, key('a'), 9), takes(limits, key('b'), 9), takes(limits, key('c', 'session'), 9)]).toEqual([3, 3, 9])
  })

  it('say what is left and how long to wait', () => {
    const limits = node()
    expect(limits.take(key('a'), 'inline').left).toMatchObject([
      { calls: 3, seconds: 60, left: 2 },
      { calls: 5, seconds: 3600, left: 4 },
    ])
    takes(limits, key('a'), 2)
    expect(() => limits.take(key('a'), 'inline')).toThrow(/^Request was throttled. Expected available in \d+ seconds.$/)
  })

  it('hold for the hour when the minutes do not', () => {
    const limits = node()
    takes(limits, key('a'), 3)
    clock.advance(120_000)
    expect(takes(limits, key('a'), 3)).toBe(2)
    clock.advance(7_200_000)
    expect(takes(limits, key('a'), 3)).toBe(3)
  })

  it('have a budget of its own for calls that a table answers, of which a few may run at once', () => {
    const limits = node()
    takes(limits, key('a'), 3)
    const [first] = [limits.take(key('a'), 'materialized'), limits.take(key('a'), 'materialized')]
    expect(() => limits.take(key('a'), 'materialized')).toThrow('Too many concurrent requests. Please try again later.')
    first?.end()
    first?.end()
    limits.take(key('a'), 'materialized')
    expect(() => limits.take(key('a'), 'materialized')).toThrow('Too many concurrent requests')
  })

  it('are known to the other nodes within a second, and after a restart', async () => {
    const share = createStore()
    const [one, other] = [node(share), node(share)]
    expect(takes(one, key('a'), 2)).toBe(2)
    takes(other, key('a'), 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(takes(other, key('a'), 9)).toBe(0)
    await Promise.all(open.map((counts) => counts.stop()))
    const restarted = node(share)
    expect(takes(restarted, key('a'), 1)).toBe(1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(takes(restarted, key('a'), 9)).toBe(0)
  })
})
