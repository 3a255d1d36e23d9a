import { describe, expect, it } from 'vitest'
import { pageOf } from './cursors.ts'

type Thing = { id: string; at: string }
const things: Thing[] = ['e', 'a', 'd', 'b', 'c'].map((id) => ({ id, at: id < 'c' ? '2026-01' : '2026-02' }))
const newest = { by: ({ at }: Thing) => at, id: ({ id }: Thing) => id, descending: true }
const idsOf = (items: readonly Thing[]): string => items.map(({ id }) => id).join('')

describe('pages', () => {
  it('lead from one end to the other and back, each thing once', () => {
    const first = pageOf(things, { limit: 2 }, newest)
    const second = pageOf(things, { limit: 2, after: first.pagination.after ?? '' }, newest)
    const third = pageOf(things, { limit: 2, after: second.pagination.after ?? '' }, newest)
    expect([first, second, third].map(({ items }) => idsOf(items))).toEqual(['ed', 'cb', 'a'])
    expect([first.pagination.before, third.pagination.after]).toEqual([null, null])
    const back = pageOf(things, { limit: 2, before: third.pagination.before ?? '' }, newest)
    expect(idsOf(back.items)).toBe('cb')
    expect(idsOf(pageOf(things, { limit: 2, before: back.pagination.before ?? '' }, newest).items)).toBe('ed')
  })

  it('go on where they were when things come and go', () => {
    const { pagination } = pageOf(things, { limit: 2 }, newest)
    const later = [{ id: 'f', at: '2026-03' }, ...things.filter(({ id }) => id !== 'd')]
    expect(idsOf(pageOf(later, { limit: 2, after: pagination.after ?? '' }, newest).items)).toBe('cb')
  })

  it('refuse cursors that are none, and two at once', () => {
    const refused = (wish: { after?: string; before?: string }) => () => pageOf(things, { limit: 2, ...wish }, newest)
    const { after } = pageOf(things, { limit: 2 }, newest).pagination
    for (const cursor of ['made-up', '', 'WzEsMl0', 'x'.repeat(10_000)]) expect(refused({ after: cursor })).toThrow('cursor is none of ours')
    expect(refused({ after: after ?? '', before: after ?? '' })).toThrow('not both')
  })
})
