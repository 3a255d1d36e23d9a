import { aggregateOf, drawnSqlChart, ownValue, type CellOf, type CellView, type NotebookCell, type OutcomeColumn } from '@atrium/documents'
import { aggregatedName, columnOf, formatCodeWriter, formatItemValue, pageOfRows, pivotParts, type RowsSort } from '@atrium/semantic'
import { AppError } from '../../../platform/errors.ts'
import type { StoredResult } from '../../../results/result-store.ts'
import { askOne, byRow } from './ask-rows.ts'
import { executionFor, fileOf, resultOf, sourceOf, tableOf, type CellExecution } from './execution.ts'
import type { ExecutionCtx } from './execution-ctx.ts'
import { failureOf } from './failure.ts'
import { missingSource } from './missing-source.ts'
import { optionsOf } from './offered-values.ts'
import { openExecution } from './open-execution.ts'
import type { CellsScope } from './run-cells-port.ts'
import { profileView } from './profile-view.ts'
import { chartSelect, mostPoints, pivotOf, pivotSelect, valueSelect } from './view-select.ts'

export type ViewRequest = {
  cellId: string
  /** Which of its names, where a cell gives several; absent: the first. */
  name?: string
  offset?: number
  limit?: number
  /** In the place of those of the cell. */
  sorts?: readonly RowsSort[]
  /** What is in this column of all rows is answered in the place of the rows. */
  profile?: string
  /** How readers write numbers, BCP 47. */
  locale?: string
}

/** Rows of one page of a table at most. */
const mostPageRows = 1000

/** What a cell of a session shows to whoever looks. Throws `not_found` for a cell that is not there, `invalid` for one that has no result. */
export async function viewOfCell(ctx: ExecutionCtx, scope: CellsScope, request: ViewRequest): Promise<CellView> {
  const { look } = await openView(ctx, scope, request.cellId)
  return look({ ...request, ...(request.limit === undefined ? {} : { limit: Math.min(request.limit, mostPageRows) }) })
}

/** A cell, ready to be looked at more than once: `look` answers pages of any size. Throws as above. */
export async function openView(
  ctx: ExecutionCtx,
  scope: CellsScope,
  cellId: string,
): Promise<{ cell: NotebookCell; look(request: Omit<ViewRequest, 'cellId'>): Promise<CellView> }> {
  const execution = await openExecution(ctx, scope)
  const cell = execution.graph.cells.get(cellId)
  if (cell === undefined) throw new AppError('not_found', 'There is no such cell in this notebook.', { reason: 'cell_missing' })
  return {
    cell,
    async look(request) {
      try {
        return await view(executionFor(execution, cellId), cell, { ...request, cellId })
      } catch (error) {
        const { code, message, reason, params } = failureOf(error)
        if (code === 'internal') throw error
        throw new AppError(
          code as AppError['code'],
          message,
          { ...(reason === null ? {} : { reason }), ...(params === undefined ? {} : { params }) },
          { cause: error },
        )
      }
    },
  }
}

function view(execution: CellExecution, cell: NotebookCell, request: ViewRequest): Promise<CellView> | CellView {
  switch (cell.kind) {
    case 'sql':
    case 'explore':
    case 'filter':
    case 'code':
    case 'component':
    case 'writeback':
      return ownTable(execution, cell, request)
    case 'table':
      return sourceTable(execution, cell, request)
    case 'chart':
      return chartView(execution, cell)
    case 'pivot':
      return pivotView(execution, cell)
    case 'single_value':
      return singleValueView(execution, cell, request.locale)
    case 'input':
      return inputView(execution, cell, request)
    case 'text':
      return { kind: 'text', markdown: execution.outcomes.get(cell.id)?.text ?? '' }
    case 'section':
      return { kind: 'text', markdown: '' }
  }
}

const nothingYet = (): AppError => new AppError('invalid', 'This cell has no result yet. Run it first.', { reason: 'source_not_run' })

/** A table that a cell made itself, or showed: `name` is one of its names, or `#0`, `#1` … of what it showed. */
async function resultOfCell(execution: CellExecution, cell: NotebookCell, name: string | undefined): Promise<{ name: string; result: StoredResult }> {
  if (cell.kind === 'input') return { name: cell.name, result: await fileOf(execution, cell) }
  const outcome = execution.outcomes.get(cell.id)
  if (outcome?.state !== 'done') throw nothingYet()
  const shown = name?.startsWith('#') === true ? outcome.displays[Number(name.slice(1))] : undefined
  const wanted = name ?? Object.keys(outcome.tables)[0] ?? ''
  const table = shown?.kind === 'table' ? shown.table : ownValue(outcome.tables, wanted)
  if (table === undefined) throw new AppError('not_found', 'This cell gives no such table.', { reason: 'table_missing' })
  return { name: wanted, result: await resultOf(execution, { cell, name: wanted }, table) }
}

async function ownTable(execution: CellExecution, cell: NotebookCell, request: ViewRequest): Promise<CellView> {
  const { name, result } = await resultOfCell(execution, cell, request.name)
  if (request.profile !== undefined) return profileView(execution, { name: tableName(name), result }, request.profile)
  return tableView(execution, { name, result }, request)
}

async function inputView(execution: CellExecution, cell: CellOf<'input'>, request: ViewRequest): Promise<CellView> {
  return cell.input.type === 'file' ? ownTable(execution, cell, request) : { kind: 'input', options: await optionsOf(execution, cell) }
}

async function shownSource(execution: CellExecution, cell: NotebookCell, of: string): Promise<{ name: string; result: StoredResult }> {
  const source = sourceOf(execution, cell.id, of)
  if (source === null) throw missingSource(of)
  return { name: source.name, result: await tableOf(execution, source) }
}

/** What its author hides is neither answered nor sorted by at a reader's word: the order of rows tells what is in them. */
async function sourceTable(execution: CellExecution, cell: CellOf<'table'>, request: ViewRequest): Promise<CellView> {
  const { sorts = [], columns = {}, pageSize } = cell
  const source = await shownSource(execution, cell, cell.of)
  const visible = { name: source.name, columns: source.result.columns.filter(({ name }) => ownValue(columns, name)?.visible !== false) }
  for (const { column } of request.sorts ?? []) columnOf(visible, column)
  if (request.profile !== undefined) return profileView(execution, source, columnOf(visible, request.profile).name)
  const asked = { ...request, sorts: request.sorts ?? sorts, limit: request.limit ?? pageSize ?? 50 }
  const table = withoutHidden(await tableView(execution, source, asked), columns)
  return {
    ...table,
    columns: table.columns.map((column) => {
      const { label = null, format = null } = ownValue(columns, column.name) ?? {}
      return { ...column, label, format }
    }),
  }
}

/** Without the columns that its author hides. */
function withoutHidden<T extends { columns: readonly OutcomeColumn[]; rows: unknown[][] }>(
  table: T,
  told: Readonly<Record<string, { visible?: boolean | undefined }>>,
): T {
  const places = table.columns.flatMap(({ name }, place) => (ownValue(told, name)?.visible === false ? [] : [place]))
  return { ...table, columns: places.map((place) => table.columns[place]), rows: table.rows.map((row) => places.map((place) => row[place])) }
}

type TableView = Extract<CellView, { kind: 'table' }>

async function tableView(
  execution: CellExecution,
  { name, result }: { name: string; result: StoredResult },
  { sorts = [], offset = 0, limit = 50 }: ViewRequest,
): Promise<TableView> {
  const page = { sorts, offset, limit }
  const select = (table: string): string => pageOfRows({ name: table, columns: result.columns }, page)
  // Pages of files are long, and would push out what many see.
  const answer = await askOne(execution, tableName(name), result, select, page.limit, page.limit > mostPageRows ? 'ask' : 'look')
  const { rows: totalRows, truncated, partial } = result
  const columns = answer.header.map((column) => ({ ...column, label: null, format: null }))
  return { kind: 'table', columns, rows: byRow(answer), totalRows, offset, truncated, partial }
}

/** What a cell only showed has no name of its own. */
const tableName = (name: string): string => (name.startsWith('#') ? 'shown' : name)

async function chartView(execution: CellExecution, cell: CellOf<'chart'>): Promise<CellView> {
  const { name, result } = await shownSource(execution, cell, cell.of)
  const config = drawnSqlChart(
    cell.config,
    result.columns.map(({ name: reference, type }) => ({ reference, type })),
  )
  const answer = await askOne(execution, name, result, (table) => chartSelect({ name: table, columns: result.columns }, config), mostPoints)
  const { truncated, partial } = result
  const drawn = { columns: [...answer.header], rows: byRow(answer) }
  // Rows that are not put together are drawn as a table.
  const shown = aggregateOf(config) === null ? withoutHidden(drawn, config.columns ?? {}) : drawn
  return { kind: 'chart', ...shown, config, truncated: truncated || answer.truncated, partial }
}

async function pivotView(execution: CellExecution, cell: CellOf<'pivot'>): Promise<CellView> {
  const { name, result } = await shownSource(execution, cell, cell.of)
  const answer = await askOne(execution, name, result, (table) => pivotSelect({ name: table, columns: result.columns }, cell), mostPoints)
  const { rows: down, columns: across, values } = pivotOf(cell)
  return {
    kind: 'pivot',
    down: [...down],
    across: [...across],
    values: values.map((value) => ({ name: aggregatedName(value), column: value.reference, aggregation: value.aggregation })),
    columns: answer.header.slice(0, -1),
    lines: byRow(answer).map((line) => ({ part: pivotParts[Number(line.at(-1))] ?? 'cell', values: line.slice(0, -1) })),
    truncated: result.truncated || answer.truncated,
    partial: result.partial,
  }
}

async function singleValueView(execution: CellExecution, cell: CellOf<'single_value'>, locale?: string): Promise<CellView> {
  const table = await shownSource(execution, cell, cell.of)
  const value = await valueIn(execution, table, cell)
  const type = table.result.columns.find(({ name }) => name === cell.column)?.type ?? 'string'
  const format = cell.format ?? null
  const write = (one: unknown, code: string | null): string => formatted(one, code, locale)
  const { comparison } = cell
  const common = { kind: 'single_value' as const, value, type, format, formatted: write(value, format), partial: table.result.partial }
  if (comparison === undefined) return { ...common, comparison: null }
  const other = await valueIn(execution, comparison.of === undefined ? table : await shownSource(execution, cell, comparison.of), comparison)
  const { as, label = null } = comparison
  const compared = comparedValue(as, value, other)
  return { ...common, comparison: { as, value: compared, formatted: write(compared, as === 'percent' ? '0.0%' : format), label } }
}

async function valueIn(
  execution: CellExecution,
  { name, result }: { name: string; result: StoredResult },
  at: { column: string; row?: number | undefined },
): Promise<unknown> {
  const sql = valueSelect({ name, columns: result.columns }, at, result.rows)
  if (sql === null) return null
  return (await askOne(execution, name, result, () => sql, 1)).columns[0]?.[0] ?? null
}

/** The other value, by how much this one is larger, or that as a share of the other; null where this cannot be said. */
function comparedValue(as: 'value' | 'change' | 'percent', value: unknown, other: unknown): unknown {
  if (as === 'value') return other
  const [one, two] = [numberOf(value), numberOf(other)]
  if (one === null || two === null) return null
  if (as === 'change') return one - two
  return two === 0 ? null : (one - two) / Math.abs(two)
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A value as readers write it: by a number format where there is one. */
function formatted(value: unknown, code: string | null, locale?: string): string {
  const number = numberOf(value)
  const write = code === null || number === null ? undefined : formatCodeWriter(code)
  return write === undefined || number === null ? formatItemValue(undefined, value, 'UTC', locale) : write(number, locale)
}
