import type { CustomFormat } from '@atrium/semantic'

/** Calculations that are asked for again and again, as formulas over one column of the result. */
export const quickCalculations = {
  shareOfTotal: { formula: (column: string) => `=PERCENT_OF_TOTAL(${column})`, format: { type: 'percent', round: 1 } },
  changeFromPrevious: { formula: (column: string) => `=PERCENT_CHANGE(${column})`, format: { type: 'percent', round: 1 } },
  runningTotal: { formula: (column: string) => `=RUNNING_SUM(${column})`, format: { type: 'number' } },
  movingAverage: { formula: (column: string) => `=MOVING_AVG(${column}, 3)`, format: { type: 'number', round: 2 } },
  rank: { formula: (column: string) => `=RANK(${column})`, format: { type: 'number', round: 0 } },
} as const satisfies Record<string, { formula: (column: string) => string; format: CustomFormat }>

export type QuickCalculation = keyof typeof quickCalculations
