import { describe, expect, it } from 'vitest'
import { keptState, refreshModes, refreshStep } from './freshness.ts'

const hour = 3600

describe('what is kept of an answer', () => {
  it('is fresh for six hours and stale after twelve, unless its endpoint says otherwise', () => {
    expect([null, 0, 6 * hour - 1, 6 * hour, 12 * hour].map((age) => keptState(age, null))).toEqual(['missing', 'fresh', 'fresh', 'somewhat_fresh', 'stale'])
    expect([299, 300, 7 * hour].map((age) => keptState(age, 300))).toEqual(['fresh', 'stale', 'stale'])
  })

  it('is given, renewed or read anew by the mode', () => {
    const row = (mode: (typeof refreshModes)[number]): string =>
      (['fresh', 'somewhat_fresh', 'stale', 'missing'] as const).map((state) => refreshStep(mode, state)).join(' ')
    expect(Object.fromEntries(refreshModes.map((mode) => [mode, row(mode)]))).toEqual({
      blocking: 'give compute compute compute',
      force_blocking: 'compute compute compute compute',
      async: 'give give_and_renew give_and_renew renew',
      async_except_on_cache_miss: 'give give_and_renew give_and_renew compute',
      lazy_async: 'give give give_and_renew renew',
      force_async: 'renew renew renew renew',
      force_cache: 'give give give nothing',
    })
  })
})
