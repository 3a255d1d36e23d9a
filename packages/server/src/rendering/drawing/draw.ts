import { blockPieces } from './block-pieces.ts'
import { fillPages, type Group } from './fill-pages.ts'
import { layOutSheet, sheetWidth } from './lay-out-sheet.ts'
import { gap, ink, lineOf, moved, type Mark } from './marks.ts'
import { textPieces } from './markdown-pieces.ts'
import { loadLetters } from './other-scripts.ts'
import { pagePng } from './page-png.ts'
import { pagesPdf, pdfPage } from './pages-pdf.ts'
import type { DrawingOrder, Sheet } from './sheet.ts'
import { wordsOf } from './sheet-words.ts'

/** Pages of one document, and pixels of one picture from its top to its end. */
const mostPages = 100
const longest = 8000
/** Rows of a table that has place below it: a picture is looked at, a document read. */
const rowsOf = { png: 40, pdf: 200 } as const

/** Draws what is ordered. The same order is the same bytes. */
export async function draw(order: DrawingOrder): Promise<Uint8Array> {
  const boxes = await loadLetters(textsIn(order), order.of === 'sheet' ? order.sheet.locale : order.locale)
  if (order.of === 'blocks') return drawBlocks(order, boxes.length === 0 ? null : boxesLine(boxes, order.locale))
  const { sheet } = order
  const told = boxes.length === 0 ? sheet : { ...sheet, facts: [...sheet.facts, boxesLine(boxes, sheet.locale)] }
  return order.as === 'pdf' ? drawPdf(told) : drawPicture(told)
}

/** All that may be written of an order. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* textsIn(one)
}

/** Letters that are named where they are drawn as boxes. */
const mostNamed = 10
function boxesLine(boxes: readonly string[], locale: string): string {
  const named = boxes.slice(0, mostNamed).map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return wordsOf(locale).boxes(named.join(', '), boxes.length - named.length)
}

async function drawPdf(sheet: Sheet): Promise<Uint8Array> {
  const size = pdfPage(sheetWidth)
  const { pages, isCut } = fillPages(layOutSheet(sheet, { ...size, rows: rowsOf.pdf }), { ...size, mostPages })
  const last = pages.at(-1)
  if (isCut) last?.marks.push(...moved(cutLine(sheet), 0, size.height - 2))
  return pagesPdf(pages, sheetWidth, sheet)
}

async function drawPicture(sheet: Sheet): Promise<Uint8Array> {
  const groups = layOutSheet(sheet, { height: longest, rows: rowsOf.png })
  const { pages, isCut } = fillPages(groups, { width: sheetWidth, height: longest, mostPages: 1 })
  const [{ marks, height } = { marks: [], height: 0 }] = pages
  const border = 24
  const end = isCut ? moved(cutLine(sheet), border, border + height + 8) : []
  return pagePng([...moved(marks, border, border), ...end], { width: sheetWidth + 2 * border, height: Math.ceil(height) + (isCut ? 32 : 0) + 2 * border })
}

const cutLine = ({ locale }: Sheet): readonly Mark[] => lineOf({ text: wordsOf(locale).goesOn, size: 12, width: sheetWidth, color: ink.warning }).marks

/** One thing for itself: as large as was asked for, and no smaller than what has to stand in it. */
async function drawBlocks({ title, blocks, width, height, locale, zone }: Extract<DrawingOrder, { of: 'blocks' }>, note: string | null): Promise<Uint8Array> {
  const border = 16
  const inner = width - 2 * border
  const head = title === null ? [] : [lineOf({ text: title, size: 15, weight: 600, width: inner }), gap(6)]
  const foot = note === null ? [] : textPieces([{ text: note, weight: 400 }], { size: 11, width: inner, color: ink.muted })
  const room = height - 2 * border - [...head, ...foot].reduce((sum, piece) => sum + piece.height, 0)
  const drawn = blocks.flatMap(
    (block) => blockPieces(block, { width: inner, height: blocks.length === 1 ? room : null, rows: rowsOf.png, locale, zone }).pieces,
  )
  const group: Group = { kind: 'flow', isFramed: false, pieces: [...head, ...drawn, ...foot], repeat: null }
  const { pages } = fillPages([group], { width: inner, height: longest, mostPages: 1 })
  const [{ marks, height: used } = { marks: [], height: 0 }] = pages
  return pagePng(moved(marks, border, border), { width, height: Math.max(height, Math.ceil(used) + 2 * border) })
}
