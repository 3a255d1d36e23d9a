import { describe, expect, it } from 'vitest'
import { copySelection, isSelected, moveSelection, selectAll, selectCell } from './grid-selection.ts'

const size = { rows: 10, columns: 3 }
const key = (name: string, held: { shift?: boolean; jump?: boolean } = {}) => ({ key: name, shift: false, jump: false, ...held })

describe('selecting in a grid', () => {
  it('starts at the first cell and stays inside', () => {
    expect(moveSelection(null, key('ArrowDown'), size)).toEqual(selectCell({ row: 0, column: 0 }))
    expect(moveSelection(selectCell({ row: 9, column: 2 }), key('ArrowDown'), size)).toEqual(selectCell({ row: 9, column: 2 }))
    expect(moveSelection(selectCell({ row: 0, column: 0 }), key('ArrowLeft'), size)).toEqual(selectCell({ row: 0, column: 0 }))
  })
  it('stretches with Shift and jumps to the edges', () => {
    const stretched = moveSelection(selectCell({ row: 4, column: 1 }), key('ArrowUp', { shift: true, jump: true }), size)
    expect(stretched).toEqual({ anchor: { row: 4, column: 1 }, focus: { row: 0, column: 1 } })
    expect(isSelected(stretched, { row: 2, column: 1 })).toBe(true)
    expect(isSelected(stretched, { row: 2, column: 0 })).toBe(false)
  })
  it('leaves other keys and empty grids alone', () => {
    expect(moveSelection(selectCell({ row: 0, column: 0 }), key('x'), size)).toBeNull()
    expect(moveSelection(null, key('ArrowDown'), { rows: 0, columns: 3 })).toBeNull()
  })
})

describe('copying from a grid', () => {
  const textAt = ({ row, column }: { row: number; column: number }): string => ['a\tb', '<b>', '"q'][column] ?? String(row)
  it('gives one value without a header', () => {
    expect(copySelection(selectCell({ row: 1, column: 1 }), ['A', 'B', 'C'], textAt).text).toBe('<b>')
  })
  it('gives headers and safe cells for several', () => {
    const { text, html } = copySelection(selectAll({ rows: 1, columns: 3 }), ['A', 'B', 'C'], textAt)
    expect(text).toBe('A\tB\tC\n"a\tb"\t<b>\t"""q"')
    expect(html).toContain('<td>&lt;b&gt;</td>')
  })
})
