/** One line of the table: a figure, what it is measured against, and what it has to be. */
export type Row = {
  name: string
  /** The figure that counts. */
  value: number
  unit: '×' | '%' | 'ms' | 's' | 'MB'
  /** `<=` or `>=` and the bound; null for figures that are only reported. */
  target: { op: '<=' | '>='; bound: number } | null
  /** What the figure was made from. */
  detail: string
}

export const verdict = (row: Row): 'ok' | 'miss' | '–' => {
  if (row.target === null) return '–'
  const good = row.target.op === '<=' ? row.value <= row.target.bound : row.value >= row.target.bound
  return good ? 'ok' : 'miss'
}

const shown = (value: number, unit: Row['unit']): string => `${value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${unit}`

/** The rows as a plain-text table. */
export function table(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    shown(row.value, row.unit),
    row.target === null ? '' : `${row.target.op === '<=' ? '≤' : '≥'} ${row.target.bound} ${row.unit}`,
    verdict(row),
    row.detail,
  ])
  const all = [['what', 'figure', 'target', '', 'made from'], ...cells]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  return all.map((row) => row.map((cell, column) => (column === 4 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ')).join('\n')
}
