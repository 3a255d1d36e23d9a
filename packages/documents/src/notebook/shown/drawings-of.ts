import { defaultSqlChart, firstFieldsOf } from '../../sql-chart/default-sql-chart.ts'
import type { CellOf } from '../notebook-document.ts'
import type { OutcomeColumn } from './cell-outcome.ts'

type Drawn<K extends 'chart' | 'single_value' | 'pivot'> = Omit<CellOf<K>, 'id'>
export type Drawing = Drawn<'chart'> | Drawn<'single_value'> | Drawn<'pivot'>

/** The cells that a result can be drawn by as its columns are, each with what is shown first; none where there is nothing to draw. */
export function drawingsOf(of: string, known: readonly OutcomeColumn[]): Drawing[] {
  const columns = known.map(({ name, type }) => ({ reference: name, type }))
  const { axis, others, value } = firstFieldsOf(columns)
  if (value === undefined) return []
  const [across] = others
  const config = defaultSqlChart(columns)
  return [
    ...(config.type === 'table' ? [] : [{ kind: 'chart' as const, of, config }]),
    ...(value.aggregation === 'sum' ? [{ kind: 'single_value' as const, of, column: value.reference }] : []),
    ...(axis === undefined
      ? []
      : [
          {
            kind: 'pivot' as const,
            of,
            rows: [axis.reference],
            columns: across === undefined ? [] : [across.reference],
            values: [{ column: value.reference, aggregation: value.aggregation }],
          },
        ]),
  ]
}
