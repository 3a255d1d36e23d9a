import { describe, expect, it } from 'vitest'
import { fixedClock } from '../platform/clock.ts'
import { createKeptAnswers } from './kept-answers.ts'
import type { QueryResult } from './query-service.ts'

const answer = (queryHash: string, bytes = 10): { result: QueryResult } => ({
  result: { data: Buffer.alloc(bytes), rowCount: 5, receipt: { queryHash, dataAsOf: '2024-01-01T00:00:00.000Z' } } as QueryResult,
})
const ann = { person: 'ann', sight: 'north' }
const bob = { person: 'bob', sight: 'north' }

describe('answers that are read page by page', () => {
  const clock = fixedClock(0)
  const open = () => createKeptAnswers({ clock, keptMs: 1000, longestMs: 3000, maxBytes: 10_000 })

  it('are found by their reader only, who sees by the same, the same one under the same id', () => {
    const answers = open()
    const id = answers.keep(ann, answer('a'))?.id ?? ''
    expect(answers.keep(ann, answer('a'))?.id).toBe(id)
    expect(answers.keep(bob, answer('a'))?.id).not.toBe(id)
    expect(answers.find(ann, id)?.answer.result.receipt.queryHash).toBe('a')
    expect(answers.find(bob, id)).toBeNull()
    expect(answers.find({ ...ann, sight: 'south' }, id)).toBeNull()
  })

  it('are kept from their last use on, but not for ever', () => {
    const answers = open()
    const { id = '', expiresAt } = answers.keep(ann, answer('a')) ?? {}
    expect(expiresAt).toBe(clock.now() + 1000)
    const end = clock.now() + 3000
    for (const left of [1000, 1000, 300]) {
      clock.advance(900)
      expect(answers.find(ann, id)?.expiresAt).toBe(clock.now() + left)
    }
    clock.advance(299)
    expect(answers.find(ann, id)?.expiresAt).toBe(end)
    clock.advance(1)
    expect(answers.find(ann, id)).toBeNull()
    const again = answers.keep(ann, answer('a'))?.id ?? ''
    clock.advance(1000)
    expect(answers.find(ann, again)).toBeNull()
  })

  it('make room for newer ones, those used longest ago first', () => {
    const answers = open()
    const ids = ['a', 'b', 'c'].map((name) => answers.keep(ann, answer(name, 1000))?.id ?? '')
    answers.find(ann, ids[0] ?? '')
    answers.keep(ann, answer('d', 1000))
    expect(ids.map((id) => answers.find(ann, id) !== null)).toEqual([true, false, true])
  })

  it('never make room for somebody who has more', () => {
    const answers = open()
    const mine = answers.keep(bob, answer('mine', 1000))?.id ?? ''
    for (let count = 0; count < 20; count++) expect(answers.keep(ann, answer(`a${count}`, 1000))).not.toBeNull()
    expect(answers.find(bob, mine)).not.toBeNull()
  })

  it('are not promised where there is no room', () => {
    const answers = open()
    const id = answers.keep(ann, answer('small', 1000))?.id ?? ''
    expect(answers.keep(ann, answer('huge', 9000))).toBeNull()
    expect(answers.find(ann, id)).not.toBeNull()
    // It would fit alone, but not beside what others have who have less.
    answers.keep(bob, answer('b', 3000))
    expect(answers.keep({ ...ann, person: 'carol' }, answer('large', 7000))).toBeNull()
    expect(answers.find(ann, id)).not.toBeNull()
  })
})
