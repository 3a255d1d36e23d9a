import type { BigNumberModel } from '@atrium/documents'
import { chartSvg } from './chart-svg.ts'
import { markdownPieces, textPieces } from './markdown-pieces.ts'
import { gap, ink, lineOf, type Mark, type Piece } from './marks.ts'
import type { Block } from './sheet.ts'
import { wordsOf } from './sheet-words.ts'
import { fittingTable, tablePieces } from './table-pieces.ts'
import { textWidth } from './text-runs.ts'

/** Where something is drawn: `height` null where it may be as high as it is. */
export type Room = { width: number; height: number | null; /** Of a table, at most. */ rows: number; locale: string; zone: string }

/** Pieces of a block, in their order; `repeat` stands above where it goes on on another page. */
export function blockPieces(block: Block, room: Room): { pieces: Piece[]; repeat: Piece | null } {
  const { width, height, rows: mostRows, locale } = room
  const alone = (pieces: Piece[]): { pieces: Piece[]; repeat: Piece | null } => ({ pieces, repeat: null })
  switch (block.kind) {
    case 'markdown':
      return alone(markdownPieces(block.text, width, locale))
    case 'heading':
      return alone([lineOf({ text: block.text, size: 18, weight: 600, width })])
    case 'text':
      return alone([...textPieces([{ text: block.text, weight: 400 }], { size: block.mono === true ? 12 : 13, width, color: colorOf[block.tone] }), gap(4)])
    case 'field':
      return alone([
        lineOf({ text: block.label, size: 11, width, weight: 600, color: ink.muted }),
        ...textPieces([{ text: block.value, weight: 400 }], { size: 13, width }),
      ])
    case 'number':
      return alone([numberPiece(block.model, width, Math.max(80, Math.min(height ?? 140, 140)))])
    case 'chart':
      return alone([chartPiece(block, room)])
    case 'table': {
      if (height !== null) return alone(fittingTable(block, { width, height, locale }))
      const { head, rows, notes } = tablePieces({ ...block, rows: block.rows.slice(0, mostRows) }, width, locale)
      return { pieces: [...(head === null ? [] : [head]), ...rows, ...notes], repeat: head }
    }
  }
}

const colorOf = { plain: ink.text, muted: ink.muted, failure: ink.failure } as const

function chartPiece({ config, answer }: Extract<Block, { kind: 'chart' }>, { width, height, locale, zone }: Room): Piece {
  const tall = Math.max(120, height ?? 340)
  if (answer.rows.length === 0) return { ...lineOf({ text: wordsOf(locale).noRows, size: 13, width, color: ink.muted }), height: tall }
  const svg = chartSvg(config, answer, { width, height: tall, locale, zone })
  if (svg === null) return { ...lineOf({ text: wordsOf(locale).tooManyMarks, size: 13, width, color: ink.muted }), height: tall }
  return { height: tall, marks: [{ kind: 'svg', x: 0, y: 0, width, height: tall, svg }] }
}

/** One value, as large as there is room, with what it is and how it compares below. */
function numberPiece({ value, label, comparison }: BigNumberModel, width: number, height: number): Piece {
  const size = Math.max(16, Math.min(44, height * 0.4, (width / Math.max(1, textWidth(value, 1, 700))) * 0.95))
  const lines = [
    { text: value, size, weight: 700 as const, color: ink.text },
    ...(label === '' ? [] : [{ text: label, size: 13, weight: 400 as const, color: ink.muted }]),
    ...(comparison === null
      ? []
      : [{ text: `${signOf[comparison.direction]} ${comparison.text} ${comparison.label}`.trim(), size: 13, weight: 400 as const, color: ink.muted }]),
  ].map((line) => ({ ...line, piece: lineOf({ ...line, width }) }))
  const total = lines.reduce((sum, { piece }) => sum + piece.height, 0)
  let y = Math.max(0, (height - total) / 2)
  const marks = lines.flatMap(({ piece, weight }): Mark[] => {
    const placed = piece.marks.map((mark) =>
      mark.kind === 'text' ? { ...mark, x: Math.max(0, (width - textWidth(mark.text, mark.size, weight)) / 2), y: mark.y + y } : mark,
    )
    y += piece.height
    return placed
  })
  return { height: Math.max(height, total), marks }
}

// Of the letters that the font has.
const signOf = { up: '▲', down: '▼', same: '=' } as const
