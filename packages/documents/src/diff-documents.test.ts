import { describe, expect, it } from 'vitest'
import { diffDocuments } from './diff-documents.ts'

describe('differences of documents', () => {
  it('are told by path, what was there and what is', () => {
    expect(diffDocuments({ a: { b: 1, c: [1, 2] }, d: 1 }, { a: { b: 2, c: [1] }, e: null })).toEqual([
      { path: 'a.b', before: 1, after: 2 },
      { path: 'a.c[1]', before: 2, after: undefined },
      { path: 'd', before: 1, after: undefined },
      { path: 'e', before: undefined, after: null },
    ])
  })
  it('follow things by their id, not by their place', () => {
    const tile = (uuid: string, x: number) => ({ uuid, x })
    expect(diffDocuments({ tiles: [tile('a', 0), tile('b', 0)] }, { tiles: [tile('c', 1), tile('b', 5)] })).toEqual([
      { path: 'tiles[a]', before: tile('a', 0), after: undefined },
      { path: 'tiles[b].x', before: 0, after: 5 },
      { path: 'tiles[c]', before: undefined, after: tile('c', 1) },
    ])
    expect(diffDocuments({ tabs: [{ id: '1' }, { id: '2' }] }, { tabs: [{ id: '2' }, { id: '1' }] })).toEqual([
      { path: 'tabs', before: ['1', '2'], after: ['2', '1'] },
    ])
  })
  it('are none between equal documents', () => {
    expect(diffDocuments({ a: [{ b: null }], c: undefined }, { a: [{ b: null }] })).toEqual([])
  })
})
