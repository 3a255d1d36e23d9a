import { checkFormula } from '@atrium/semantic'
import { describe, expect, it } from 'vitest'
import { quickCalculations } from './quick-calculations.ts'

describe('quick calculations', () => {
  it('are formulas that can be computed', () => {
    const fields = [{ fieldId: 'orders_revenue', name: 'revenue', label: 'Revenue', type: 'number' as const, isDimension: false }]
    for (const [kind, { formula }] of Object.entries(quickCalculations)) {
      expect(checkFormula(formula('revenue'), fields), kind).toEqual({ type: 'number', problem: null })
    }
  })
})
