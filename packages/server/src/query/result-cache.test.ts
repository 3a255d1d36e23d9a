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

  it('are used by being asked for again from memory', () => {
    const { cache, result } = house()
    const asked = result(8000, 20_000)
    cache.set('a', asked)
    for (const key of ['b', 'c', 'd', 'e']) {
      expect(cache.isCurrent('a', asked)).toBe(true)
      cache.set(key, result(8000, 20_000))
    }
    expect(['a', 'b', 'e'].map((key) => cache.get(key) !== null)).toEqual([true, false, true])
  })

  it('take finished answers, of each the last one, and weigh it', () => {
    const { cache, result } = house()
    cache.set('a', result(8000, 500))
    const before = cache.bytes()
    expect([700, 300].map((size) => cache.keepAnswer('a', 'json', Buffer.alloc(size)))).toEqual([true, true])
    expect(cache.bytes() - before).toBe(300)
    for (let spelling = 1; spelling < 16; spelling++) expect(cache.keepAnswer('a', `json ${spelling}`, Buffer.alloc(1))).toBe(true)
    expect(cache.keepAnswer('a', 'one more', Buffer.alloc(1))).toBe(false)
    expect(cache.keepAnswer('a', 'json', Buffer.alloc(100))).toBe(true)
    cache.set('a', result(8000, 500))
    expect(cache.bytes()).toBe(before)
  })
})
