/** A place in a grid of results; both count from 0. */
export type CellPlace = { row: number; column: number }
/** A rectangle from where it began to where it was drawn. */
export type GridSelection = { anchor: CellPlace; focus: CellPlace }
export type GridSize = { rows: number; columns: number }

export type Bounds = { top: number; bottom: number; left: number; right: number }

/** Edges of a selection, both ends included. */
export const boundsOf = ({ anchor, focus }: GridSelection): Bounds => ({
  top: Math.min(anchor.row, focus.row),
  bottom: Math.max(anchor.row, focus.row),
  left: Math.min(anchor.column, focus.column),
  right: Math.max(anchor.column, focus.column),
})

/** True when the cell lies inside. */
export function isSelected(selection: GridSelection | null, { row, column }: CellPlace): boolean {
  if (selection === null) return false
  const { top, bottom, left, right } = boundsOf(selection)
  return row >= top && row <= bottom && column >= left && column <= right
}

/** One cell. */
export const selectCell = (place: CellPlace): GridSelection => ({ anchor: place, focus: place })

/** Everything. */
export const selectAll = ({ rows, columns }: GridSize): GridSelection => ({ anchor: { row: 0, column: 0 }, focus: { row: rows - 1, column: columns - 1 } })

export type GridKey = { key: string; shift: boolean; jump: boolean }

const pageRows = 20

/**
 * The selection after a key: arrows move, with `shift` they stretch, with `jump` they go to the edge. `null` when the key
 * means nothing to a grid.
 */
export function moveSelection(selection: GridSelection | null, { key, shift, jump }: GridKey, size: GridSize): GridSelection | null {
  if (size.rows === 0 || size.columns === 0) return null
  const from = selection?.focus ?? { row: -1, column: 0 }
  const target = targetOf(key, from, jump, size)
  if (target === null) return null
  const place = { row: clamp(target.row, size.rows), column: clamp(target.column, size.columns) }
  return shift && selection !== null ? { anchor: selection.anchor, focus: place } : selectCell(place)
}

function targetOf(key: string, { row, column }: CellPlace, jump: boolean, { rows, columns }: GridSize): CellPlace | null {
  switch (key) {
    case 'ArrowDown':
      return { row: jump ? rows - 1 : row + 1, column }
    case 'ArrowUp':
      return { row: jump ? 0 : row - 1, column }
    case 'ArrowRight':
      return { row: Math.max(row, 0), column: jump ? columns - 1 : column + 1 }
    case 'ArrowLeft':
      return { row: Math.max(row, 0), column: jump ? 0 : column - 1 }
    case 'PageDown':
      return { row: row + pageRows, column }
    case 'PageUp':
      return { row: row - pageRows, column }
    case 'Home':
      return { row: jump ? 0 : Math.max(row, 0), column: 0 }
    case 'End':
      return { row: jump ? rows - 1 : Math.max(row, 0), column: columns - 1 }
    default:
      return null
  }
}

const clamp = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))

/** The selection as tab-separated text and as a table for spreadsheets. `headers` are put on top when several cells are copied. */
export function copySelection(selection: GridSelection, headers: readonly string[], textAt: (place: CellPlace) => string): { text: string; html: string } {
  const { top, bottom, left, right } = boundsOf(selection)
  const lines: string[][] = []
  if (top !== bottom || left !== right) lines.push(headers.slice(left, right + 1))
  for (let row = top; row <= bottom; row += 1) {
    const line: string[] = []
    for (let column = left; column <= right; column += 1) line.push(textAt({ row, column }))
    lines.push(line)
  }
  return {
    text: lines.map((line) => line.map(asTsv).join('\t')).join('\n'),
    html: `<table>${lines.map((line) => `<tr>${line.map((cell) => `<td>${asHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`,
  }
}

/** Tabs, line ends and leading quotes would break the cell apart. */
const asTsv = (text: string): string => (/[\t\r\n]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const asHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
