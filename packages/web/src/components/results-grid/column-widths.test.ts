import { describe, expect, it } from 'vitest'
import { columnWidths } from './column-widths.ts'

const column = (label: string) => ({ id: label, label, numeric: false })

describe('widths of columns', () => {
  it('follow the longest text, within limits', () => {
    const texts = ['x', 'y'.repeat(20), 'z'.repeat(500)]
    const [short, medium, long] = columnWidths(
      texts.map(() => column('A')),
      3,
      (_, index) => ({ text: texts[index] ?? '', isNull: false }),
    )
    expect(short).toBe(84)
    expect(medium).toBeGreaterThan(150)
    expect(long).toBe(340)
  })
  it('leave room for a long header', () => {
    const [width] = columnWidths([column('A rather long header')], 0, () => ({ text: '', isNull: false }))
    expect(width).toBeGreaterThan(180)
  })
})
