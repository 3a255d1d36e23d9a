import { compactTiles, gridColumns } from '@atrium/documents'
import { blockPieces } from './block-pieces.ts'
import type { Group } from './fill-pages.ts'
import { gap, ink, lineOf, moved, type Mark, type Piece } from './marks.ts'
import { textPieces } from './markdown-pieces.ts'
import type { Sheet, SheetElement } from './sheet.ts'
import { textWidth } from './text-runs.ts'

const rowHeight = 60
const gutter = 10
const padding = 12
const titleHeight = 24

/** How high a page is, and how many rows of a table that has place are drawn. */
type Bounds = { height: number; rows: number }

/** Width of a page that sheets are laid out for, in CSS pixels. */
export const sheetWidth = 1040

type Placed = { element: SheetElement; left: number; width: number; top: number; height: number; pieces: Piece[]; repeat: Piece | null }

/** A sheet as what is placed on pages: its head, then of each tab what stands beside each other, one after the other. */
export function layOutSheet(sheet: Sheet, bounds: Bounds): Group[] {
  const head: Piece[] = [
    ...textPieces([{ text: sheet.title, weight: 700 }], { size: 24, width: sheetWidth }),
    ...sheet.facts.flatMap((fact) => textPieces([{ text: fact, weight: 400 }], { size: 12, width: sheetWidth, color: ink.muted })),
  ]
  return [
    { kind: 'flow', isFramed: false, pieces: head, repeat: null },
    ...sheet.tabs.flatMap(({ name, elements }): Group[] => [
      ...(name === null ? [] : [tabHead(name)]),
      ...bandsOf(elements).flatMap((band) => groupsOf(band, sheet, bounds)),
    ]),
  ]
}

function tabHead(name: string): Group {
  const { height, marks } = lineOf({ text: name, size: 17, weight: 600, width: sheetWidth })
  return {
    kind: 'fixed',
    height: height + 2,
    marks: [...marks, { kind: 'box', x: 0, y: height, width: sheetWidth, height: 1.5, fill: ink.line }],
    staysWithNext: true,
  }
}

/** Elements that stand beside each other, from the top of the grid. */
function bandsOf(elements: readonly SheetElement[]): SheetElement[][] {
  const bands: SheetElement[][] = []
  let end = 0
  for (const element of compactTiles(elements).toSorted((a, b) => a.y - b.y || a.x - b.x)) {
    const band = bands.at(-1)
    if (band === undefined || element.y >= end) bands.push([element])
    else band.push(element)
    end = Math.max(end, element.y + element.h)
  }
  return bands
}

function groupsOf(band: readonly SheetElement[], sheet: Sheet, bounds: Bounds): Group[] {
  const [only] = band
  if (band.length === 1 && only !== undefined) return [alone(only, sheet, bounds)]
  const placed = stacked(band, sheet)
  const height = Math.max(...placed.map((one) => one.top + one.height))
  // What is too high for a page is told in the order in which it is read.
  if (height > bounds.height) return band.map((element) => alone(element, sheet, bounds))
  return [{ kind: 'fixed', height, marks: placed.flatMap(boxed) }]
}

/** In its own width over the whole page, as high as it is. */
function alone(element: SheetElement, sheet: Sheet, { rows }: Bounds): Group {
  const width = sheetWidth - (element.isPlain ? 0 : 2 * padding)
  const { pieces, repeat } = piecesOf(element, sheet, { width, height: null, rows })
  return { kind: 'flow', isFramed: !element.isPlain, pieces, repeat }
}

/** Beside each other in their columns; each begins below what stands above it. */
function stacked(band: readonly SheetElement[], sheet: Sheet): Placed[] {
  const placed: Placed[] = []
  const unit = (sheetWidth + gutter) / gridColumns
  const first = Math.min(...band.map(({ y }) => y))
  for (const element of band) {
    const inset = element.isPlain ? 0 : padding
    const width = unit * element.w - gutter
    const wanted = element.h * rowHeight - gutter
    const above = placed.filter(({ element: other }) => other.x < element.x + element.w && element.x < other.x + other.w && other.y < element.y)
    const top = above.length === 0 ? (element.y - first) * rowHeight : Math.max(...above.map((one) => one.top + one.height + gutter))
    const { pieces, repeat } = piecesOf(element, sheet, { width: width - 2 * inset, height: wanted - 2 * inset, rows: Infinity })
    const needed = pieces.reduce((sum, piece) => sum + piece.height, 2 * inset)
    placed.push({ element, left: unit * element.x, width, top, height: Math.max(element.isPlain ? 0 : wanted, needed), pieces, repeat })
  }
  return placed
}

/** The title of an element and its blocks; `height` is what there is for all of it, null: any. */
function piecesOf(
  { title, mark, blocks, isPlain }: SheetElement,
  { locale, zone }: Sheet,
  { width, height, rows }: { width: number; height: number | null; rows: number },
) {
  const head = title === null && mark === null ? [] : [titlePiece(title ?? '', mark, width)]
  const room = height === null ? null : Math.max(60, height - head.length * titleHeight)
  const drawn = blocks.map((block) =>
    blockPieces(block, { width, height: isPlain || blocks.length > 1 ? (block.kind === 'table' ? room : null) : room, rows, locale, zone }),
  )
  return {
    pieces: [...head, ...drawn.flatMap(({ pieces }, place) => (place === 0 ? pieces : [gap(6), ...pieces]))],
    repeat: drawn.length === 1 ? (drawn[0]?.repeat ?? null) : null,
  }
}

function titlePiece(title: string, mark: string | null, width: number): Piece {
  const size = 13
  const markWidth = mark === null ? 0 : Math.min(width / 2, textWidth(mark, 11, 600) + 12)
  const { marks } = lineOf({ text: title, size, weight: 600, width: width - markWidth })
  const right = mark === null ? [] : lineOf({ text: mark, size: 11, weight: 600, width: markWidth, color: ink.warning, x: width - markWidth + 12 }).marks
  return { height: titleHeight, marks: [...marks, ...right] }
}

function boxed({ element, left, width, top, height, pieces }: Placed): Mark[] {
  const inset = element.isPlain ? 0 : padding
  let y = top + inset
  const marks: Mark[] = element.isPlain ? [] : [{ kind: 'box', x: left, y: top, width, height, stroke: ink.line, radius: 8 }]
  for (const piece of pieces) {
    marks.push(...moved(piece.marks, left + inset, y))
    y += piece.height
  }
  return marks
}
