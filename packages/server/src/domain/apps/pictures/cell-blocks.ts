import {
  columnWriter,
  pivotTableOf,
  plainValue,
  singleValueModel,
  sqlAnswerOf,
  tellFailure,
  tellNote,
  type PivotTable,
  type ViewerCell,
  type CellView,
} from '@atrium/documents'
import { failureOf } from '../execution/failure.ts'
import { AppError } from '../../../platform/errors.ts'
import type { Block } from '../../../rendering/drawing/sheet.ts'
import type { SeenOutcome } from '../sessions/outcome-as-seen.ts'
import type { PictureWords } from './picture-words.ts'

/** How a cell is drawn: `look` answers what it shows, of one of its results where it has several. */
export type CellDrawing = {
  look(request: { name?: string; limit: number; locale: string }): Promise<CellView>
  words: PictureWords
  locale: string
}

/** Rows of one table that are drawn at most. */
const mostRows = 200
/** Tables, values and texts of one cell that are drawn at most. */
const mostDisplays = 20
/** Characters of what code printed, or of one value. */
const mostText = 5000
/** Characters of a text with marks: reading them takes longer than their length says. */
const mostMarkdown = 20_000
/** Characters of one place of a table, and columns that have values: there is no room for more on any page. */
const mostInPlace = 300
const mostColumns = 40

/** What came of a cell as blocks: what it shows, or why it shows nothing. */
export async function cellBlocks(cell: ViewerCell, label: string, outcome: SeenOutcome | undefined, drawing: CellDrawing): Promise<Block[]> {
  const { words, locale } = drawing
  if (outcome?.isWithheld === true) return [muted(words.withheld)]
  switch (outcome?.state) {
    case undefined:
    case 'waiting':
    case 'running':
      return [muted(words.waiting)]
    case 'left_out':
    case 'cancelled':
      return [muted(words[outcome.state])]
    case 'failed':
      return outcome.failure === null ? [] : [failed(outcome.failure, locale)]
    case 'done': {
      const shown = await answerBlocks(cell, label, outcome, drawing)
      return [...shown, ...outcome.notes.map((note) => muted(tellNote(note, locale)))]
    }
  }
}

async function answerBlocks(cell: ViewerCell, label: string, outcome: SeenOutcome, drawing: CellDrawing): Promise<Block[]> {
  switch (cell.kind) {
    case 'section':
    case 'input':
      return []
    case 'text':
      return markdown(outcome.text, drawing.words)
    case 'chart':
    case 'pivot':
    case 'single_value':
    case 'table':
      return viewBlocks(label, undefined, drawing)
    case 'writeback':
      return outcome.written === undefined ? [] : [{ kind: 'text', text: drawing.words.written(outcome.written), tone: 'plain' }]
    default:
      return resultBlocks(outcome, drawing)
  }
}

/** What a cell printed and showed, then its results by name. */
async function resultBlocks({ displays, tables, values, text, textCut }: SeenOutcome, drawing: CellDrawing): Promise<Block[]> {
  const blocks: Block[] = text === '' ? [] : [printed(text)]
  if (textCut || text.length > mostText) blocks.push(muted(drawing.words.textCut))
  for (const [place, display] of displays.slice(0, mostDisplays).entries()) {
    if (display.kind === 'text') blocks.push(printed(display.text))
    else if (display.kind === 'value') blocks.push(printed(written(display.value)))
    else blocks.push(...(await viewBlocks('', `#${place}`, drawing)))
  }
  for (const name of Object.keys(tables).slice(0, mostDisplays))
    blocks.push({ kind: 'text', text: name, tone: 'muted' }, ...(await viewBlocks(name, name, drawing)))
  for (const [name, value] of Object.entries(values).slice(0, mostDisplays)) blocks.push(printed(`${name} = ${written(value)}`))
  return blocks
}

const written = (value: unknown): string => {
  const plain = plainValue(value)
  return typeof plain === 'string' ? plain : (JSON.stringify(plain, null, 1) ?? String(plain))
}

async function viewBlocks(label: string, name: string | undefined, { look, words, locale }: CellDrawing): Promise<Block[]> {
  try {
    return blocksOf(await look({ ...(name === undefined ? {} : { name }), limit: mostRows, locale }), { label, words, locale })
  } catch (error) {
    // Rows may be gone that were there before: of that one place, all else is drawn.
    if (error instanceof AppError && error.code !== 'internal' && error.code !== 'cancelled') return [failed(failureOf(error), locale)]
    throw error
  }
}

function blocksOf(view: CellView, { label, words, locale }: { label: string; words: PictureWords; locale: string }): Block[] {
  // Numbers of English answers are as the answer has them.
  const numbers = locale.startsWith('en') ? undefined : locale
  switch (view.kind) {
    case 'chart':
      return [{ kind: 'chart', config: view.config, answer: sqlAnswerOf(view.columns, view.rows) }, ...cutNotes(view, words)]
    case 'single_value':
      return [{ kind: 'number', model: singleValueModel(view, label, numbers) }, ...cutNotes({ truncated: false, partial: view.partial }, words)]
    case 'pivot':
      return [pivotBlock(pivotTableOf(view, numbers, { total: words.total })), ...cutNotes(view, words)]
    case 'table': {
      const writers = view.columns.slice(0, mostColumns).map((column, place) =>
        columnWriter(
          column,
          view.rows.map((row) => row[place]),
          numbers,
        ),
      )
      return [
        {
          kind: 'table',
          columns: view.columns.map(({ name, label: own, type }) => ({ label: brief(own ?? name), isNumber: type === 'number' })),
          rows: view.rows.map((row) => row.slice(0, mostColumns).map((value, place) => brief(writers[place]?.(value) ?? ''))),
          totalRows: view.totalRows,
        },
        ...cutNotes(view, words),
      ]
    }
    case 'text':
      return markdown(view.markdown, words)
    // What is in a column is asked for by itself, and stands on no page.
    case 'profile':
    case 'input':
      return []
  }
}

/** Headings of several lines become one. */
function pivotBlock({ headerRows, indexLabels, rows, rowTotals, columnTotals }: PivotTable): Block {
  const count = rows[0]?.cells.length ?? 0
  const lines = headerRows.map(({ cells }) => cells.flatMap(({ text, span }) => Array.from({ length: span }, () => text)))
  const headings = Array.from({ length: count }, (_, place) => lines.flatMap((line) => line[place] ?? []).join(' · '))
  const textOf = (cell: { formatted: string } | null): string => cell?.formatted ?? ''
  const drawn = (cells: Parameters<typeof textOf>[0][]): string[] => cells.slice(0, mostColumns).map((cell) => brief(textOf(cell)))
  const body = rows.slice(0, mostRows).map(({ index, cells }, place) => drawn([...index, ...cells, ...(rowTotals?.cells[place] ?? [])]))
  const below = (columnTotals ?? []).map(({ label, cells, grand }) => [label, ...indexLabels.slice(1).map(() => ''), ...drawn([...cells, ...grand])])
  return {
    kind: 'table',
    columns: [
      ...indexLabels.map((label) => ({ label: brief(label), isNumber: false })),
      ...[...headings, ...(rowTotals?.labels ?? [])].map((label) => ({ label: brief(label), isNumber: true })),
    ],
    rows: [...body, ...below],
    totalRows: rows.length + below.length,
  }
}

const brief = (text: string): string => (text.length > mostInPlace ? `${text.slice(0, mostInPlace)}…` : text)

/** A text with marks, and that it was cut. */
export const markdown = (text: string, words: PictureWords): Block[] => [
  { kind: 'markdown', text: text.slice(0, mostMarkdown) },
  ...(text.length > mostMarkdown ? [muted(words.textCut)] : []),
]
const muted = (text: string): Block => ({ kind: 'text', text, tone: 'muted' })
const printed = (text: string): Block => ({ kind: 'text', text: text.slice(0, mostText), tone: 'plain', mono: true })
/** Why there is nothing, and what to do, in the language of whoever looks. */
export const failed = (failure: Parameters<typeof tellFailure>[0], locale: string): Block => {
  const { message, hint } = tellFailure(failure, locale)
  return { kind: 'text', text: (hint === null ? message : `${message}\n${hint}`).slice(0, mostText), tone: 'failure' }
}

const cutNotes = ({ truncated, partial }: { truncated: boolean; partial: boolean }, words: PictureWords): Block[] => [
  ...(truncated ? [muted(words.cut)] : []),
  ...(partial ? [muted(words.partial)] : []),
]
