import { describe, expect, it } from 'vitest'
import { quickCalculations } from './quick-calculations.ts'

describe('quick calculations', () => {
  it('never divide by zero', () => {
    expect(quickCalculations.shareOfTotal({ reference: '${a.b}', order: null }).sql).toBe('${a.b} / NULLIF(SUM(${a.b}) OVER (), 0)')
  })
  it('follow the given order', () => {
    expect(quickCalculations.runningTotal({ reference: 'x', order: 'd' }).sql).toBe('SUM(x) OVER (ORDER BY d ROWS UNBOUNDED PRECEDING)')
    expect(quickCalculations.runningTotal({ reference: 'x', order: null }).sql).toBe('SUM(x) OVER (ROWS UNBOUNDED PRECEDING)')
  })
})
