import type { FieldId } from '@atrium/semantic'
import type { ChartDocument } from '../chart/chart-document.ts'
import type { TableCell } from './build-table.ts'
import { cellOf, shownCell, type CellValue, type ChartPointSource, type ChartResult, type ResultRow } from './chart-result.ts'
import { cellStyles } from './conditional-format.ts'
import { orderPivotColumns } from './order-pivot-columns.ts'
import { headingsOf, type HeadingPath, type PivotHeading } from './pivot-headers.ts'
import { pivotSource, type PivotPlace } from './pivot-source.ts'
import { keyOfValues, pivotRows, type PivotValue } from './pivot-rows.ts'
import { orderedColumns, shownColumns, tableSettingsOf, type TableColumn } from './table-columns.ts'
import { type PivotGroup, type PivotLine, pivotLines, subtotalLevel, type SubtotalLevel } from './pivot-subtotals.ts'
import { subtotalDimensions, type Subtotals } from './subtotals.ts'
import { totalCells, type TotalCell } from './total-cells.ts'

/** Totals as the warehouse computed them; nothing is added up here. Rows hold the fields they are grouped by, and metrics. */
export type PivotTotals = {
  /** One row for each combination of the pivoted fields: the last line of the table. */
  byColumn?: readonly ResultRow[]
  /** One row for each combination of the other dimensions: the last columns of the table. */
  byRow?: readonly ResultRow[]
  /** Over everything: raw values by field id. */
  grand?: Readonly<Record<FieldId, unknown>>
  /** Of groups of lines, told apart by the pivoted fields too. */
  subtotals?: Subtotals
  /** Of groups of lines over all columns. */
  subtotalsBeside?: Subtotals
}

/**
 * One line: of the answer, or the subtotals of a group of them. Its cells are made anew each time they are asked for: a
 * long table is read line by line.
 */
export type PivotRow = { index: CellValue[]; readonly cells: ((TableCell & TotalCell) | null)[]; group?: PivotGroup }

export type PivotTable = {
  /** Heading lines above the value columns: one per pivoted field, then the metrics when they are columns. */
  headerRows: { label: string; cells: PivotHeading[] }[]
  /** Labels over the index columns. */
  indexLabels: string[]
  /** A cell is null where the answer has no row for it. */
  rows: PivotRow[]
  /** Last columns, under `labels`: for each of `rows` its totals. Null when none were given. */
  rowTotals: { labels: string[]; cells: (TotalCell | null)[][] } | null
  /** Last lines, one, or one per metric when metrics are rows: a total below each column, and below the row totals. */
  columnTotals: { label: string; cells: (TotalCell | null)[]; grand: (TotalCell | null)[] }[] | null
  /** Columns that did not fit and are not in the table. */
  columnsLeftOut: number
  /** What a place of the table stands for; null where that is nothing: an empty cell, a name of a metric, a line that folds. */
  sourceAt(place: PivotPlace): ChartPointSource | null
}

/** Most combinations of pivoted values that become columns. */
const mostColumns = 500

/**
 * A table with the values of some fields as columns, or null for a chart without pivot or without values. Metrics are
 * columns, or rows when the chart says so. Nothing is aggregated: cells are rows of the answer, or what the warehouse
 * computed. Of groups in `folded` (by key) only the subtotals are there.
 */
export function buildPivotTable(
  document: ChartDocument,
  result: ChartResult,
  totals: PivotTotals = {},
  folded: ReadonlySet<string> = new Set(),
): PivotTable | null {
  const known = new Set(orderedColumns(document))
  const pivotFields = (document.pivotConfig?.columns ?? []).filter((fieldId) => known.has(fieldId) && isGroup(document, fieldId))
  const values = shownColumns(document, result).filter(({ fieldId }) => !isGroup(document, fieldId))
  if (pivotFields.length === 0 || values.length === 0) return null
  // Hidden dimensions tell rows apart as well: without them one row would take the place of another.
  const groups = orderedColumns(document).filter((fieldId) => isGroup(document, fieldId) && !pivotFields.includes(fieldId))
  const shownIndex = shownColumns(document, result).filter(({ fieldId }) => groups.includes(fieldId))
  const pivot = pivotRows(result, groups, pivotFields)
  const columns = orderPivotColumns(pivot.columns, document.metricQuery.sorts, result).slice(0, mostColumns)
  const isByRows = tableSettingsOf(document).metricsAsRows === true
  const styleOf = cellStyles(tableSettingsOf(document), result)
  const labels = new Map(shownColumns({ ...document, chartConfig: withAllShown(document) }, result).map(({ fieldId, label }) => [fieldId, label]))

  const cellAt = (rowKey: string, column: PivotValue, { fieldId }: TableColumn): TableCell | null => {
    const row = pivot.at(rowKey, column.key)
    if (row === undefined) return null
    const style = styleOf(fieldId, row)
    return style === undefined ? shownCell(result, row, fieldId) : { ...shownCell(result, row, fieldId), style }
  }
  const shownCells = (cells: readonly CellValue[]): CellValue[] => shownIndex.map(({ fieldId }) => cells[groups.indexOf(fieldId)] ?? cellOf(undefined, fieldId))
  const levels = subtotalDimensions(document, result).map((_, depth, all) =>
    subtotalLevel({ document, result, totals, pivotFields, dimensions: all.slice(0, depth + 1), groups }),
  )
  const lines = pivotLines(pivot.index, levels, folded)
  const rows = lines.flatMap((line): PivotRow[] => {
    const index = 'group' in line ? groupIndex(shownIndex, line.level.fieldId, line.value) : hideGrouped(shownCells(line.cells), shownIndex, levels)
    const cellOfLine = (column: PivotValue, value: TableColumn): (TableCell & TotalCell) | null =>
      'group' in line ? line.level.at(line.cells, column, value.fieldId) : cellAt(line.key, column, value)
    const more = 'group' in line ? { group: { ...line.group, column: shownIndex.findIndex(({ fieldId }) => fieldId === line.level.fieldId) } } : {}
    return isByRows
      ? values.map((value) => lineOf([...index, asCell(value.label)], () => columns.map((column) => cellOfLine(column, value)), more))
      : [lineOf(index, () => columns.flatMap((column) => values.map((value) => cellOfLine(column, value))), more)]
  })
  const paths = columns.flatMap(({ values: path }): HeadingPath[] => {
    const upper = path.map(({ cell }) => ({ key: keyOfValues([cell]), text: cell.formatted }))
    return isByRows ? [upper] : values.map(({ fieldId, label }) => [...upper, { key: fieldId, text: label }])
  })
  const headings = [...pivotFields.map((fieldId) => labels.get(fieldId) ?? fieldId), ...(isByRows ? [] : [''])]
  const context: TotalsContext = { document, totals, values, isByRows, result }
  const rowTotals = rowTotalsOf(context, groups, lines)
  const columnTotals = columnTotalsOf(context, pivotFields, columns)
  return {
    headerRows: headings.map((label, line) => ({ label, cells: headingsOf(paths, line) })),
    indexLabels: [...shownIndex.map(({ label }) => label), ...(isByRows ? [''] : [])],
    rows,
    rowTotals,
    columnTotals,
    columnsLeftOut: pivot.columns.length - columns.length,
    sourceAt: pivotSource({
      lines,
      columns,
      groups,
      pivotFields,
      shownIndex: shownIndex.map(({ fieldId }) => fieldId),
      saidByGroups: levels.map(({ fieldId }) => fieldId),
      values: values.map(({ fieldId }) => fieldId),
      isByRows,
      rowAt: (line, column) => pivot.at(line, column),
      cells: rows,
      rowTotals,
      columnTotals,
    }),
  }
}

const lineOf = (index: CellValue[], cells: () => PivotRow['cells'], more: Pick<PivotRow, 'group'>): PivotRow => ({
  ...more,
  index,
  get cells() {
    return cells()
  },
})

/** The index of a line of subtotals: the value of its group in the column of its dimension. */
const groupIndex = (shown: readonly TableColumn[], fieldId: FieldId, value: CellValue): CellValue[] =>
  shown.map((column) => (column.fieldId === fieldId ? value : asCell('')))

/** What the groups of a line say is not said again. */
const hideGrouped = (cells: CellValue[], shown: readonly TableColumn[], levels: readonly SubtotalLevel[]): CellValue[] =>
  cells.map((cell, place) => (levels.some(({ fieldId }) => fieldId === shown[place]?.fieldId) ? asCell('') : cell))

const asCell = (text: string): CellValue => ({ raw: text, formatted: text })

const isGroup = ({ metricQuery }: ChartDocument, fieldId: FieldId): boolean =>
  metricQuery.dimensions.includes(fieldId) || (metricQuery.customDimensions?.some(({ id }) => id === fieldId) ?? false)

/** The same settings with every column in sight: hidden pivoted fields still have a name. */
function withAllShown(document: ChartDocument): ChartDocument['chartConfig'] {
  const { columns = {}, ...settings } = tableSettingsOf(document)
  return {
    type: 'table',
    config: { ...settings, columns: Object.fromEntries(Object.entries(columns).map(([fieldId, own]) => [fieldId, { ...own, visible: true }])) },
  }
}

type TotalsContext = { document: ChartDocument; totals: PivotTotals; values: readonly TableColumn[]; isByRows: boolean; result: ChartResult }

function rowTotalsOf(
  { document, result, totals: { byRow }, values, isByRows }: TotalsContext,
  groups: readonly FieldId[],
  lines: readonly PivotLine[],
): PivotTable['rowTotals'] {
  if (byRow === undefined) return null
  const found = new Map(byRow.map((row) => [keyOfValues(groups.map((fieldId) => cellOf(row, fieldId))), row]))
  const without = totalCells(document, result, groups)
  const total = (line: PivotLine, { fieldId }: TableColumn): TotalCell | null =>
    'group' in line ? line.level.beside(line.cells, fieldId) : (found.get(line.key)?.[fieldId]?.value ?? without({}, fieldId))
  return isByRows
    ? { labels: ['Total'], cells: lines.flatMap((line) => values.map((value) => [total(line, value)])) }
    : {
        labels: values.map(({ label }) => (values.length === 1 ? 'Total' : `Total ${label}`)),
        cells: lines.map((line) => values.map((value) => total(line, value))),
      }
}

function columnTotalsOf(context: TotalsContext, pivotFields: readonly FieldId[], columns: readonly PivotValue[]): PivotTable['columnTotals'] {
  const { document, totals, values, isByRows, result } = context
  if (totals.byColumn === undefined) return null
  const found = new Map(totals.byColumn.map((row) => [keyOfValues(pivotFields.map((fieldId) => cellOf(row, fieldId))), row]))
  const without = totalCells(document, result, pivotFields)
  const below = (column: PivotValue, { fieldId }: TableColumn): TotalCell | null => found.get(column.key)?.[fieldId]?.value ?? without({}, fieldId)
  const grandIn = totalCells(document, result)
  const grand = ({ fieldId }: TableColumn): TotalCell | null => grandIn(totals.grand ?? {}, fieldId)
  return isByRows
    ? values.map((value) => ({
        label: values.length === 1 ? 'Total' : `Total ${value.label}`,
        cells: columns.map((column) => below(column, value)),
        grand: [grand(value)],
      }))
    : [{ label: 'Total', cells: columns.flatMap((column) => values.map((value) => below(column, value))), grand: values.map(grand) }]
}
