import type { CustomFormat } from '@atrium/semantic'

export type QuickCalculation = 'shareOfTotal' | 'changeFromPrevious' | 'runningTotal' | 'rank'

/** A referenced column, and the column and direction that rows are ordered by where the order matters. */
type Input = { reference: string; order: string | null }

const ordered = (order: string | null): string => (order === null ? '' : `ORDER BY ${order}`)

/** Calculations that are asked for again and again, as SQL over one column of the result. */
export const quickCalculations: Record<QuickCalculation, (input: Input) => { sql: string; format: CustomFormat }> = {
  shareOfTotal: ({ reference }) => ({ sql: `${reference} / NULLIF(SUM(${reference}) OVER (), 0)`, format: { type: 'percent', round: 1 } }),
  changeFromPrevious: ({ reference, order }) => ({
    sql: `${reference} / NULLIF(LAG(${reference}) OVER (${ordered(order)}), 0) - 1`,
    format: { type: 'percent', round: 1 },
  }),
  runningTotal: ({ reference, order }) => ({
    sql: `SUM(${reference}) OVER (${ordered(order)} ROWS UNBOUNDED PRECEDING)`.replace('( ', '('),
    format: { type: 'number' },
  }),
  rank: ({ reference }) => ({ sql: `RANK() OVER (ORDER BY ${reference} DESC)`, format: { type: 'number', round: 0 } }),
}
