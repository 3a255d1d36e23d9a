import type { SqlChartDocument } from '../sql-chart/sql-chart-document.ts'
import type { Shape } from './draw-chart.ts'

export type SqlDraft = { sql: string; shape: Shape; x?: string | undefined; y: readonly string[]; stacked?: boolean; limit?: number }

const drawn: Readonly<Partial<Record<Shape, SqlChartDocument['config']['type']>>> = {
  table: 'table',
  bar: 'vertical_bar',
  row: 'vertical_bar',
  line: 'line',
  area: 'line',
  pie: 'pie',
  donut: 'pie',
}

/** A SQL chart; or the reason why there can be none. */
export function sqlChartOf({ sql, shape, x, y, stacked, limit = 500 }: SqlDraft): { document: SqlChartDocument; notes: string[] } | string {
  if (/\{\{|\{%/.test(sql)) return 'Its SQL is a template that asks for values ({{…}}); SQL charts take none. Give it values there, or write it anew.'
  const notes: string[] = []
  const isDrawable = x !== undefined && y.length > 0
  const type = (isDrawable ? drawn[shape] : undefined) ?? 'table'
  if (type === 'table' && shape !== 'table')
    notes.push(`A SQL chart cannot be drawn as ${shape.replace('_', ' ')} from what the export says: a table is shown.`)
  if (shape === 'row') notes.push('Horizontal bars of SQL are drawn upright.')
  if (shape === 'area') notes.push('Areas of SQL are drawn as lines.')
  return {
    document: {
      sql: sql.trim().replace(/;\s*$/, ''),
      limit: Math.min(Math.max(1, Math.floor(limit)), 5000),
      config: {
        metadata: { version: 1 },
        type,
        ...(type === 'table' || x === undefined
          ? {}
          : {
              // The rows are grouped already: each value stands alone.
              fieldConfig: { x: { reference: x }, y: y.map((reference) => ({ reference, aggregation: 'sum' as const })) },
              display: { stack: stacked === true, isDonut: shape === 'donut' },
            }),
      },
    },
    notes,
  }
}
