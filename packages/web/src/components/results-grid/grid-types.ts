import type { ReactNode } from 'react'
import type { ClickHow } from '../../charts/clicked-value.ts'
import type { CellPlace } from '../../explore/grid-selection.ts'

/** One column of a grid of results. */
export type GridColumn = {
  id: string
  label: string
  /** Second line of the header, usually the table. */
  hint?: string
  numeric: boolean
  /** Stays in sight at the left; frozen columns come first. */
  frozen?: boolean
  /** CSS colour of the header's mark. */
  color?: string
  sort?: { descending: boolean; /** Place among several sorts, from 1. */ order: number; several: boolean }
}

export type GridCell = {
  text: string
  /** What is copied, where that is more than is shown. */
  copied?: string
  /** No value: shown as ∅ in grey. */ isNull: boolean
  /** A word on the value, beside it: "so far". */ note?: string
  /** Colours that a rule gives it. */ style?: { background: string; color: string }
  /** What it says when pointed at. */ title?: string
  /** One of a line that speaks for others. */ strong?: boolean
  /** Whether the lines that it stands for are in sight. */ fold?: 'open' | 'folded'
}

/** A value of the row below all others; `title` says more when it is pointed at. */
export type GridTotal = { text: string; title?: string }

export type GridProps = {
  label: string
  columns: readonly GridColumn[]
  rowCount: number
  cellAt: (row: number, column: number) => GridCell
  /** Values of the row below all others, by column id; a column without one stays empty. */
  totals?: Readonly<Record<string, GridTotal>> | null
  /** Header click. `add`: keep the other sorts. */
  onSort?: (columnId: string, add: boolean) => void
  /** Entries of a column's menu. */
  renderColumnMenu?: (column: GridColumn) => ReactNode
  /** Entries of a cell's menu. */
  renderCellMenu?: (place: CellPlace) => ReactNode
  /** A click on a cell, or ⏎; cells with a menu open it instead. */
  onCell?: ((place: CellPlace, how: ClickHow) => void) | undefined
  /** Rows are from an earlier query: shown dimmed. */
  dimmed?: boolean
  /** Numbers of rows at the left; shown unless said otherwise. */
  showRowNumbers?: boolean
  /** The number of the first row; 1 unless rows come before it. */
  firstNumber?: number
  height?: number | string
}
