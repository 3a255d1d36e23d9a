import { describe, expect, it } from 'vitest'
import { fixedClock } from '../platform/clock.ts'
import { createKeptAnswers } from './kept-answers.ts'
import type { QueryResult } from './query-service.ts'

const result = (queryHash: string, bytes = 10): QueryResult =>
  ({ data: Buffer.alloc(bytes), rowCount: 5, receipt: { queryHash, dataAsOf: '2024-01-01T00:00:00.000Z' } }) as QueryResult

describe('answers that are read page by page', () => {
  const clock = fixedClock(0)
  const open = () => createKeptAnswers({ clock, keptMs: 1000, maxBytes: 10_000 })

  it('are found by their reader only, the same one under the same id', () => {
    const answers = open()
    const { id } = answers.keep('ann', result('a'))
    expect(answers.keep('ann', result('a')).id).toBe(id)
    expect(answers.keep('bob', result('a')).id).not.toBe(id)
    expect(answers.find('ann', id)?.result.receipt.queryHash).toBe('a')
    expect(answers.find('bob', id)).toBeNull()
  })

  it('are kept from their last use on', () => {
    const answers = open()
    const { id, expiresAt } = answers.keep('ann', result('a'))
    expect(expiresAt).toBe(clock.now() + 1000)
    clock.advance(900)
    expect(answers.find('ann', id)?.expiresAt).toBe(clock.now() + 1000)
    clock.advance(1000)
    expect(answers.find('ann', id)).toBeNull()
  })

  it('make room for newer ones, those used longest ago first', () => {
    const answers = open()
    const ids = ['a', 'b', 'c'].map((name) => answers.keep('ann', result(name, 1000)).id)
    answers.find('ann', ids[0] ?? '')
    answers.keep('ann', result('d', 1000))
    expect(ids.map((id) => answers.find('ann', id) !== null)).toEqual([true, false, true])
  })
})
