import { describe, expect, it } from 'vitest'
import { pivotPlace } from './pivot-place.ts'

describe('a cell of a pivot table', () => {
  const shape = { headings: 2, lines: 3, index: 1, rows: 6, columns: 4 }
  it('is counted within its part', () => {
    expect(pivotPlace(shape, { row: 1, column: 3 })).toEqual({ part: 'heading', line: 1, column: 2 })
    expect(pivotPlace(shape, { row: 2, column: 0 })).toEqual({ part: 'index', line: 0, column: 0 })
    expect(pivotPlace(shape, { row: 4, column: 1 })).toEqual({ part: 'value', line: 2, column: 0 })
    expect(pivotPlace(shape, { row: 5, column: 2 })).toEqual({ part: 'total', line: 0, column: 1 })
  })
  it('is none in the corners, where only names stand', () => {
    expect([pivotPlace(shape, { row: 0, column: 0 }), pivotPlace(shape, { row: 5, column: 0 })]).toEqual([null, null])
  })
})
