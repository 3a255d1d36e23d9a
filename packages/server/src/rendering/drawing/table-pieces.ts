import { gap, ink, lineOf, type Mark, type Piece } from './marks.ts'
import type { Block } from './sheet.ts'
import { wordsOf } from './sheet-words.ts'
import { fitted } from './text-lines.ts'
import { textWidth } from './text-runs.ts'

type Table = Omit<Extract<Block, { kind: 'table' }>, 'kind'>

/** `head` is repeated where the table goes on. */
export type TablePieces = { head: Piece | null; rows: Piece[]; notes: Piece[] }

const size = 12
const lineHeight = 24
const padding = 8
const narrowest = 56
const widest = 320
/** Rows that are looked at to know how wide columns are. */
const measuredRows = 60

/** Rows of a table, one piece each; columns that find no place are left out, and what is left out is said. */
export function tablePieces({ columns, rows, totalRows }: Table, width: number, locale: string): TablePieces {
  const words = wordsOf(locale)
  const shown = columns.slice(0, Math.max(1, Math.floor(width / narrowest)))
  if (shown.length === 0 || rows.length === 0) return { head: null, rows: [], notes: [note(words.noRows, width)] }
  const wanted = shown.map(({ label }, place) =>
    Math.min(
      widest,
      Math.max(
        narrowest,
        textWidth(label.slice(0, 200), size, 600),
        ...rows.slice(0, measuredRows).map((row) => textWidth((row[place] ?? '').slice(0, 200), size)),
      ) +
        2 * padding,
    ),
  )
  const widths = fittingWidths(wanted, width)
  const line = (texts: readonly string[], weight: 400 | 600, extra: readonly Mark[]): Piece => {
    let x = 0
    const marks = shown.map(({ isNumber }, place): Mark => {
      const room = widths[place] ?? 0
      const text = fitted(texts[place] ?? '', { size, weight, width: room - 2 * padding })
      const at = isNumber ? x + room - padding - textWidth(text, size, weight) : x + padding
      x += room
      return { kind: 'text', x: at, y: 16.5, text, size, weight, color: weight === 600 ? ink.muted : ink.text }
    })
    return { height: lineHeight, marks: [...extra, ...marks, { kind: 'box', x: 0, y: lineHeight - 0.5, width: x, height: 0.5, fill: ink.line }] }
  }
  const all = widths.reduce((sum, one) => sum + one, 0)
  return {
    head: line(
      shown.map(({ label }) => label),
      600,
      [{ kind: 'box', x: 0, y: 0, width: all, height: lineHeight, fill: ink.band }],
    ),
    rows: rows.map((row) => line(row, 400, [])),
    notes: [
      ...(totalRows > rows.length ? [note(words.firstRows(rows.length, totalRows), width)] : []),
      ...(columns.length > shown.length ? [note(words.firstColumns(shown.length, columns.length), width)] : []),
    ],
  }
}

const note = (text: string, width: number): Piece => lineOf({ text, size: 11, width, color: ink.muted })

/** All the room there is: where there is more than enough each gets its share of it, where there is too little the widest give first. */
function fittingWidths(wanted: readonly number[], width: number): number[] {
  const total = wanted.reduce((sum, one) => sum + one, 0)
  if (total <= width) return wanted.map((one) => (one * width) / total)
  const fair = width / wanted.length
  const small = wanted.filter((one) => one <= fair)
  const rest = (width - small.reduce((sum, one) => sum + one, 0)) / Math.max(1, wanted.length - small.length)
  return wanted.map((one) => Math.min(one, Math.max(fair, rest)))
}

/** As many rows as find place in a height, the others told of. */
export function fittingTable(table: Table, { width, height, locale }: { width: number; height: number; locale: string }): Piece[] {
  const room = Math.max(1, Math.floor((height - lineHeight - 20) / lineHeight))
  const { head, rows, notes } = tablePieces(table.rows.length > room ? { ...table, rows: table.rows.slice(0, room) } : table, width, locale)
  return [...(head === null ? [] : [head]), ...rows, ...(notes.length === 0 ? [] : [gap(2), ...notes])]
}
