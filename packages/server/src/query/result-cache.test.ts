import { describe, expect, it } from 'vitest'
import { createResultCache, type CachedResult } from './result-cache.ts'

function house() {
  let now = 1000
  const cache = createResultCache({ clock: { now: () => now, monotonic: () => now }, maxBytes: 100_000 })
  const result = (keptUntil: number, bytes = 10): CachedResult => ({
    keptUntil,
    projectId: 'shop',
    columns: [],
    engineTypes: [],
    data: Buffer.alloc(bytes),
    rowCount: 0,
    truncated: false,
    readAt: now,
    answers: new Map(),
  })
  return { cache, result, wait: (ms: number) => (now += ms) }
}

describe('answers that are kept', () => {
  it('stay as long as each of them says', () => {
    const { cache, result, wait } = house()
    cache.set('day', result(2000))
    cache.set('week', result(8000))
    wait(999)
    expect(cache.get('day')).not.toBeNull()
    wait(1)
    expect([cache.get('day'), cache.get('week')?.keptUntil]).toEqual([null, 8000])
    wait(6000)
    expect([cache.get('week'), cache.bytes()]).toEqual([null, 0])
  })

  it('make room for others, the least recently used first', () => {
    const { cache, result } = house()
    for (const key of ['a', 'b', 'c', 'd', 'e']) {
      cache.set(key, result(8000, 20_000))
      cache.get('a')
    }
    expect(['a', 'b', 'e'].map((key) => cache.get(key) !== null)).toEqual([true, false, true])
  })
})
