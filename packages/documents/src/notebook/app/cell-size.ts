import type { CellKind, NotebookCell } from '../notebook-document.ts'

type Size = { w: number; h: number }

/** How much room a cell gets on the grid of the app before somebody says otherwise; null: it shows nothing. */
const sizes: Readonly<Record<CellKind, Size | null>> = {
  sql: { w: 36, h: 7 },
  explore: { w: 36, h: 7 },
  filter: { w: 36, h: 7 },
  code: { w: 36, h: 6 },
  input: { w: 9, h: 2 },
  chart: { w: 18, h: 7 },
  table: { w: 36, h: 7 },
  pivot: { w: 36, h: 7 },
  single_value: { w: 9, h: 3 },
  text: { w: 36, h: 2 },
  section: { w: 36, h: 1 },
  writeback: { w: 12, h: 2 },
  component: null,
}

export function cellSize(cell: NotebookCell): Size | null {
  const size = sizes[cell.kind]
  if (cell.kind === 'text') return { w: 36, h: textRows(cell.markdown) }
  if (cell.kind === 'input' && cell.input.type === 'text' && cell.input.isLong === true) return { w: 18, h: 3 }
  return size
}

/** Whether the app can show a cell. */
export const isShowable = (cell: NotebookCell): boolean => cellSize(cell) !== null

/** Rows of 60 px that a text needs about, eight at most: it can be scrolled. */
function textRows(markdown: string): number {
  const pixels = markdown
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + (line.trim() === '' ? 8 : /^#{1,6} /.test(line) ? 60 : 26 * Math.ceil(line.length / 140)), 24)
  return Math.min(8, Math.max(1, Math.ceil(pixels / 60)))
}
