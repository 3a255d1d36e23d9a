import type { GridCell, GridColumn, GridTotal } from './grid-types.ts'

const sampled = 80
const letter = 7.6
const padding = 26
const least = 84
const most = 340

/** Widths in pixels, from the longest text among the header and the first rows. */
export function columnWidths(
  columns: readonly GridColumn[],
  rowCount: number,
  cellAt: (row: number, column: number) => GridCell,
  totals: Readonly<Record<string, GridTotal>> | null = null,
): number[] {
  return columns.map(({ id, label }, column) => {
    let longest = Math.max(label.length + 5, (totals?.[id]?.text.length ?? 0) + 1)
    for (let row = 0; row < Math.min(rowCount, sampled); row += 1) longest = Math.max(longest, textLength(cellAt(row, column)))
    return Math.round(Math.min(most, Math.max(least, longest * letter + padding)))
  })
}

/** The sign that folds takes the room of three letters. */
const textLength = ({ text, fold }: GridCell): number => text.length + (fold === undefined ? 0 : 3)
