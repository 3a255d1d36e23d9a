import type { DimensionType, PivotPart } from '@atrium/semantic'
import type { SqlChartConfig } from '../../sql-chart/sql-chart-document.ts'
import type { Scalar } from '../cells/names.ts'
import type { OutcomeColumn } from './cell-outcome.ts'

/** A column as it is shown: `label` and `format` are the author's, null where they said nothing. */
export type ViewColumn = OutcomeColumn & { label: string | null; format: string | null }

/** There were more rows than are kept; or what they were made of did not have all of its rows. */
type Cut = { truncated: boolean; partial: boolean }

/** What is in a column of a result, of all rows that are kept. */
export type ProfileView = Cut & {
  kind: 'profile'
  rows: number
  /** Without a value. */
  missing: number
  distinct: number
  /** Null without any value. */
  least: unknown
  most: unknown
  /** Of numbers. */
  mean: unknown
  /** Most frequent first. */
  frequent: { value: unknown; count: number }[]
}

/** One thing to choose. */
export type OfferedValue = { value: Scalar; label: string }

/** What a cell shows, ready to be drawn. Rows are lists of values in the order of the columns. */
export type CellView =
  | (Cut & { kind: 'table'; columns: ViewColumn[]; rows: unknown[][]; totalRows: number; offset: number })
  | (Cut & { kind: 'chart'; columns: OutcomeColumn[]; rows: unknown[][]; config: SqlChartConfig })
  | (Cut & {
      kind: 'pivot'
      /** Names of columns down the side and across the top, and of the values as they are called in the lines. */
      down: string[]
      across: string[]
      values: { name: string; column: string; aggregation: string }[]
      columns: OutcomeColumn[]
      /** Values in the order of `columns`. */
      lines: { part: PivotPart; values: unknown[] }[]
    })
  | {
      kind: 'single_value'
      /** Null too where there is no such row. */
      value: unknown
      type: DimensionType
      format: string | null
      formatted: string
      comparison: { as: 'value' | 'change' | 'percent'; value: unknown; formatted: string; label: string | null } | null
      partial: boolean
    }
  | ProfileView
  | { kind: 'text'; markdown: string }
  | { kind: 'input'; options: OfferedValue[] }
