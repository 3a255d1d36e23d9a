import { expect, it } from 'vitest'
import { fixedClock } from '../clock.ts'
import { isAppError } from '../errors.ts'
import { createRateLimiter } from './rate-limiter.ts'

const outcome = (work: () => void): number | 'taken' => {
  try {
    work()
    return 'taken'
  } catch (error) {
    if (!isAppError(error) || error.code !== 'limit_exceeded') throw error
    return error.details.retryAfterSeconds ?? Number.NaN
  }
}

it('lets through a burst, then as many as come back with time, and says when the next one may come', () => {
  const clock = fixedClock(0)
  const limiter = createRateLimiter({ small: { burst: 2, perMinute: 6 } }, clock)
  const take = (key = 'a'): number | 'taken' => outcome(() => limiter.take('small', key))
  expect([take(), take(), take(), take('b')]).toEqual(['taken', 'taken', 10, 'taken'])
  clock.advance(4000)
  expect(take()).toBe(6)
  clock.advance(6000)
  expect([take(), take()]).toEqual(['taken', 10])
  clock.advance(3_600_000)
  expect([take(), take(), take()]).toEqual(['taken', 'taken', 10])
})

it('counts kinds apart, and forgets the keys used longest ago when there are too many', () => {
  const limiter = createRateLimiter({ one: { burst: 1, perMinute: 1 }, two: { burst: 1, perMinute: 1 } }, fixedClock(0), 3)
  expect([outcome(() => limiter.take('one', 'a')), outcome(() => limiter.take('two', 'a')), outcome(() => limiter.take('one', 'a'))]).toEqual([
    'taken',
    'taken',
    60,
  ])
  for (const key of ['b', 'c', 'd']) limiter.take('one', key)
  expect([outcome(() => limiter.take('one', 'd')), outcome(() => limiter.take('one', 'a'))]).toEqual([60, 'taken'])
})

it('says how many are left, and when all of them are', () => {
  const clock = fixedClock(0)
  const limiter = createRateLimiter({ small: { burst: 3, perMinute: 6 } }, clock)
  expect(limiter.standing('small', 'a')).toEqual({ limit: 3, left: 3, fullInSeconds: 0 })
  for (let taken = 0; taken < 3; taken++) limiter.take('small', 'a')
  expect(limiter.standing('small', 'a')).toEqual({ limit: 3, left: 0, fullInSeconds: 30 })
  clock.advance(10_000)
  expect(limiter.standing('small', 'a')).toEqual({ limit: 3, left: 1, fullInSeconds: 20 })
})
