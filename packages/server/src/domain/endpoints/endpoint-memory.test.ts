import { describe, expect, it } from 'vitest'
import { createEndpointMemory } from './endpoint-memory.ts'

describe('what calls of endpoints remember', () => {
  it('is read once, by all who ask at once too', async () => {
    const memory = createEndpointMemory()
    let reads = 0
    const load = async (): Promise<number> => ++reads
    expect(await Promise.all([memory.recall('p', 'a', load), memory.recall('p', 'a', load)])).toEqual([1, 1])
    expect(await memory.recall('p', 'a', load)).toBe(1)
  })

  it('is never what was read before a change, not even by a read that was under way', async () => {
    const memory = createEndpointMemory()
    let answer: (value: string) => void = () => undefined
    const underWay = memory.recall('p', 'a', () => new Promise<string>((resolve) => (answer = resolve)))
    memory.forget('p')
    const after = memory.recall('p', 'a', async () => 'new')
    answer('old')
    expect(await underWay).toBe('old')
    expect(await after).toBe('new')
    expect(await memory.recall('p', 'a', async () => 'newer')).toBe('new')
  })

  it('is of one project: a change in another one leaves it', async () => {
    const memory = createEndpointMemory()
    await memory.recall('p', 'a', async () => 'kept')
    memory.forget('q')
    expect(await memory.recall('p', 'a', async () => 'other')).toBe('kept')
    memory.forgetAll()
    expect(await memory.recall('p', 'a', async () => 'other')).toBe('other')
  })

  it('is not what is missing or failed', async () => {
    const memory = createEndpointMemory()
    expect(await memory.recall('p', 'a', async () => null)).toBeNull()
    await expect(memory.recall('p', 'a', () => Promise.reject(new Error('store')))).rejects.toThrow('store')
    expect(await memory.recall('p', 'a', async () => 'there')).toBe('there')
  })

  it('is bounded: the oldest goes first', async () => {
    const memory = createEndpointMemory()
    for (let n = 0; n < 2001; n++) await memory.recall('p', String(n), async () => 'first')
    expect(await memory.recall('p', '2000', async () => 'again')).toBe('first')
    expect(await memory.recall('p', '0', async () => 'again')).toBe('again')
  })
})
