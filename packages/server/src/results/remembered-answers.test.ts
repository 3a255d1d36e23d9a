import { describe, expect, it } from 'vitest'
import type { WarehouseResult } from '../warehouses/warehouse.ts'
import { rememberAnswers } from './remembered-answers.ts'

const answerOf = (text: string): WarehouseResult => ({ columns: [], data: Buffer.from(text), rowCount: 1, truncated: false, engineMs: 0 })
const nobodyLeaves = new AbortController().signal

describe('answers that are the same each time', () => {
  it('are made once, for those who ask at the same time and those who ask later', async () => {
    const { answer } = rememberAnswers(1_000_000)
    let made = 0
    const ask = (key: string) => answer(key, nobodyLeaves, async () => answerOf(`${key} ${++made}`))
    const all = await Promise.all([ask('a'), ask('a'), ask('b')])
    expect(all.map(({ data }) => String(data))).toEqual(['a 1', 'a 1', 'b 2'])
    expect(String((await ask('a')).data)).toBe('a 1')
    expect(made).toBe(2)
  })

  it('that failed are made anew', async () => {
    const { answer } = rememberAnswers(1_000_000)
    await expect(answer('a', nobodyLeaves, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(String((await answer('a', nobodyLeaves, async () => answerOf('yes'))).data)).toBe('yes')
  })

  it('are forgotten beyond a bound, those first that nobody asked for; large ones are not kept', async () => {
    const { answer } = rememberAnswers(100_000)
    const made: string[] = []
    const ask = (key: string, bytes: number) =>
      answer(key, nobodyLeaves, async () => {
        made.push(key)
        return answerOf('x'.repeat(bytes))
      })
    for (let round = 0; round < 2; round++) await ask('large', 20_000)
    for (let place = 0; place < 20; place++) {
      await ask(`of ${place}`, 8_000)
      await ask('asked again and again', 8_000)
    }
    expect(made.filter((key) => key === 'large')).toHaveLength(2)
    expect(made.filter((key) => key === 'asked again and again')).toHaveLength(1)
    await ask('of 0', 8_000)
    expect(made.filter((key) => key === 'of 0')).toHaveLength(2)
  })
})
