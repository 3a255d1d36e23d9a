import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oneMore, spanStart } from './call-windows.ts'

const rate = { calls: 10, seconds: 60 }
const second = 1000

describe('calls in a span of time', () => {
  it('are as many as the rate says, and then one is told how long to wait', () => {
    expect(oneMore(rate, 0, { now: 9, before: 0 })).toMatchObject({ isAllowed: true, left: 0 })
    expect(oneMore(rate, 20 * second, { now: 10, before: 0 })).toMatchObject({ isAllowed: false, left: 0, resetSeconds: 46 })
  })

  it('count those of the span before as far as it reaches into the last minute', () => {
    expect(oneMore(rate, 60 * second, { now: 0, before: 10 })).toMatchObject({ isAllowed: false, resetSeconds: 6 })
    expect(oneMore(rate, 90 * second, { now: 0, before: 10 })).toMatchObject({ isAllowed: true, left: 4 })
  })

  it('begin at the same moments everywhere', () => {
    expect(spanStart(rate, 119_999)).toBe(60_000)
    expect(spanStart({ calls: 1, seconds: 3600 }, 3_600_000)).toBe(3_600_000)
  })

  it('are never more than the rate in a span, and after the wait there is one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 200 }), (calls, pauses) => {
        const limited = { calls, seconds: 60 }
        const taken = new Map<number, number>()
        const ask = (at: number) => {
          const start = spanStart(limited, at)
          return oneMore(limited, at, { now: taken.get(start) ?? 0, before: taken.get(start - 60_000) ?? 0 })
        }
        let at = 0
        for (const pause of pauses) {
          at += pause
          const answer = ask(at)
          if (!answer.isAllowed) expect(ask(at + answer.resetSeconds * second).isAllowed).toBe(true)
          else taken.set(spanStart(limited, at), (taken.get(spanStart(limited, at)) ?? 0) + 1)
        }
        for (const count of taken.values()) expect(count).toBeLessThanOrEqual(calls)
      }),
    )
  })
})
