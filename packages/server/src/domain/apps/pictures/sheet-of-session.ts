import { AppError } from '../../../platform/errors.ts'
import { elementsOfTab, kindLabel, orderedAppTabs, viewerApp, type AppElement, type ViewerApp, type ViewerCell, type CellView } from '@atrium/documents'
import type { Block, Sheet, SheetElement } from '../../../rendering/drawing/sheet.ts'
import { viewOfCell, type ViewRequest } from '../execution/cell-view.ts'
import { scopeOf, type SessionScope } from '../sessions/session-scope.ts'
import { sessionState, type SessionState } from '../sessions/session-state.ts'
import type { SessionTarget } from '../sessions/session-target.ts'
import type { SessionsCtx } from '../sessions/sessions-ctx.ts'
import { cellBlocks, failed, markdown } from './cell-blocks.ts'
import { inputText } from './input-text.ts'
import { wordsOf, type PictureWords } from './picture-words.ts'

/** Elements of one app that are drawn at most. */
const mostElements = 200
/** Characters and numbers of all of them: a sheet is in memory twice, here and where it is drawn. */
const mostWeight = 20_000_000
/** What one session has, and how it is said. */
export type Drawn = { ctx: SessionsCtx; scope: SessionScope; state: SessionState; app: ViewerApp; words: PictureWords; locale: string; zone: string }

export async function openDrawing<C extends SessionsCtx>(ctx: C, target: SessionTarget, locale: string): Promise<Drawn & { ctx: C }> {
  const [scope, state] = await Promise.all([scopeOf(ctx, target), sessionState(ctx, target)])
  const app = viewerApp(scope.document)
  return { ctx, scope, state, app, words: wordsOf(locale), locale, zone: app.settings.timezone ?? scope.project.timezone }
}

/** The app of a session as it stands, ready to be drawn: what its cells show to whoever asks, and what is to be known of it. */
export async function sheetOfSession(drawn: Drawn, title: string): Promise<Sheet> {
  const { app, locale, zone } = drawn
  const tabs = orderedAppTabs(app)
  const layout =
    tabs.length === 0 ? [{ name: null, elements: elementsOfTab(app, null) }] : tabs.map(({ uuid, name }) => ({ name, elements: elementsOfTab(app, uuid) }))
  let left = mostElements
  let weight = 0
  const sheets: { name: string | null; elements: SheetElement[] }[] = []
  for (const { name, elements } of layout) {
    const taken = elements.toSorted((a, b) => a.y - b.y || a.x - b.x).slice(0, left)
    left -= taken.length
    const placed: SheetElement[] = []
    for (const element of taken) {
      const made = await elementOf(drawn, element)
      weight += made.reduce((sum, { blocks }) => sum + blocks.reduce((of, block) => of + weightOf(block), 0), 0)
      if (weight > mostWeight) throw tooMuch()
      placed.push(...made)
    }
    sheets.push({ name, elements: placed })
  }
  const at = new Date(drawn.ctx.clock.now()).toISOString()
  return { title, facts: factsOf(drawn, at), tabs: sheets, locale, zone, at }
}

const tooMuch = (): AppError =>
  new AppError('limit_exceeded', 'There is more in this app than can be drawn at once. Draw its charts one by one, or take its tables as CSV.', {
    reason: 'drawing_too_hard',
  })

/** About as many characters as it is long when it is sent. */
function weightOf(block: Block): number {
  const rowsOf = (rows: readonly (readonly unknown[])[]): number =>
    rows.reduce((sum, row) => sum + row.reduce((of: number, value) => of + (typeof value === 'string' ? value.length : 8), 0), 0)
  switch (block.kind) {
    case 'table':
      return rowsOf(block.rows)
    case 'chart':
      return JSON.stringify(block.answer.rows).length
    case 'field':
      return block.value.length
    case 'number':
      return 100
    default:
      return block.text.length
  }
}

function factsOf({ ctx, state, app, words, locale, zone }: Drawn, at: string): string[] {
  const moment = (iso: string): string =>
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso)) + ` (${zone})`
  const shown = new Set(app.cells.map(({ id }) => id))
  const outcomes = state.outcomes.filter(({ cellId }) => shown.has(cellId))
  const [oldest] = outcomes.flatMap(({ dataAsOf }) => dataAsOf ?? []).toSorted()
  const name = ctx.actor.kind === 'user' ? ctx.actor.email : null
  const inputs = app.cells.flatMap((cell) => {
    if (cell.input === undefined || cell.input.definition.type === 'run_button') return []
    return [`${cell.title ?? cell.input.name}: ${valueText({ state, words, locale }, cell.input)}`]
  })
  const failures = outcomes.filter(({ state: one }) => one === 'failed').length
  return [
    [`${words.drawnAt(moment(at))}${name === null ? '' : ` ${words.by(name)}`}`, ...(oldest === undefined ? [] : [words.dataAsOf(moment(oldest))])].join(' · '),
    ...(inputs.length === 0 ? [] : [`${words.inputs} – ${inputs.join(' · ')}`]),
    ...(state.running.length > 0 ? [words.running] : []),
    ...(state.stale.some((id) => shown.has(id)) ? [words.someStale] : []),
    ...(failures > 0 ? [words.failed(failures)] : []),
    ...(app.elements.length > mostElements ? [words.moreCells(app.elements.length - mostElements)] : []),
  ]
}

async function elementOf(drawn: Drawn, { uuid, cellId, x, y, w, h, hideTitle }: AppElement): Promise<SheetElement[]> {
  const cell = drawn.app.cells.find(({ id }) => id === cellId)
  if (cell === undefined || cell.input?.definition.type === 'run_button') return []
  const isPlain = cell.kind === 'text' || cell.kind === 'section' || cell.kind === 'input'
  const title = isPlain || hideTitle === true ? null : cell.title
  const isStale = !isPlain && drawn.state.stale.includes(cellId)
  const blocks = await blocksOfCell(drawn, cell, title === null)
  return [{ uuid, x, y, w, h, title, mark: isStale ? drawn.words.stale : null, isPlain, blocks }]
}

/** What a cell of a session shows. `hasLabel`: a number says below itself what it is, where no heading does. */
export async function blocksOfCell({ ctx, scope, state, words, locale }: Drawn, cell: ViewerCell, hasLabel: boolean): Promise<Block[]> {
  const label = cell.title ?? kindLabel(cell.kind, locale)
  const outcome = state.outcomes.find(({ cellId }) => cellId === cell.id)
  if (cell.kind === 'section') return [{ kind: 'heading', text: label }]
  const failure = outcome?.state === 'failed' && outcome.failure !== null ? [failed({ ...outcome.failure, hint: null }, locale)] : []
  if (cell.input !== undefined) {
    return [{ kind: 'field', label, value: valueText({ state, words, locale }, cell.input) }, ...failure]
  }
  if (cell.markdown !== undefined) return markdown(cell.markdown, words)
  const source: Block[] = cell.source === undefined ? [] : [{ kind: 'text', tone: 'muted', mono: true, text: cell.source.text.slice(0, 5000) }]
  const look = (request: Omit<ViewRequest, 'cellId'>): Promise<CellView> => viewOfCell(ctx, scope, { ...request, cellId: cell.id })
  return [...source, ...(await cellBlocks(cell, hasLabel ? label : '', outcome, { look, words, locale }))]
}

/** What counts for an input, as far as whoever looks may know it. */
function valueText({ state, words, locale }: Pick<Drawn, 'state' | 'words' | 'locale'>, { name, definition }: NonNullable<ViewerCell['input']>): string {
  return Object.hasOwn(state.inputs, name) ? inputText(definition, state.inputs[name], { words, locale }) : words.withheld
}
