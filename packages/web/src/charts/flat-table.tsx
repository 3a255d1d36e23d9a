import { buildTable, isCurrentPeriod, subtotalDimensions, subtotalLines, type ChartDocument, type ChartResult, type TotalCell } from '@atrium/documents'
import type { SortField } from '@atrium/semantic'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCell, GridColumn } from '../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../components/results-grid/results-grid.tsx'
import type { CellPlace } from '../explore/grid-selection.ts'
import type { ClickedValue, ClickHow } from './clicked-value.ts'
import { toggledSorts } from '../explore/toggled-sorts.ts'
import { noTotalText } from './no-total.ts'
import { useFolded } from './use-folded.ts'
import type { TableTotals } from './use-table-totals.ts'

type Props = {
  document: ChartDocument
  result: ChartResult
  height: number | string
  totals: TableTotals
  onValue?: ((clicked: ClickedValue) => void) | undefined
  onSort?: ((sorts: readonly SortField[]) => void) | undefined
}

const noSubtotals = {}

/** A result as a table: its rows, in groups with subtotals where the chart wants them, and totals below. */
export function FlatTable({ document, result, height, totals, onValue, onSort }: Props) {
  const { t } = useTranslation()
  const soFar = t('results.soFar')
  const { folded, toggle: fold } = useFolded()
  const { sorts } = document.metricQuery
  const isSortable = onSort !== undefined
  const model = useMemo(() => buildTable(document, result, { totals: totals.grand ?? null }), [document, result, totals])
  const columns = useMemo(
    () =>
      model.columns.map(({ fieldId, label, isNumeric, isFrozen }): GridColumn => {
        const place = isSortable ? sorts.findIndex((sort) => sort.fieldId === fieldId) : -1
        return {
          id: fieldId,
          label,
          numeric: isNumeric,
          frozen: isFrozen,
          ...(place === -1 ? {} : { sort: { descending: sorts[place]?.descending === true, order: place + 1, several: sorts.length > 1 } }),
        }
      }),
    [model, sorts, isSortable],
  )
  const levels = useMemo(() => subtotalDimensions(document, result), [document, result])
  const lines = useMemo(
    () => (levels.length === 0 ? null : subtotalLines(document, result, totals.subtotals ?? noSubtotals, folded)),
    [levels, document, result, totals, folded],
  )
  const totalCell = useCallback(
    (cell: TotalCell | null) => ({ text: cell?.formatted ?? '', ...(cell?.why === undefined ? {} : { title: t(noTotalText[cell.why]) }) }),
    [t],
  )
  const cellAt = useCallback(
    (place: number, column: number): GridCell => {
      const fieldId = model.columns[column]?.fieldId ?? ''
      const line = lines?.[place]
      if (line?.kind === 'group') {
        if (fieldId === line.fieldId) {
          const text = `${line.value.formatted} (${line.rowCount})`
          return { text, isNull: line.value.raw === null, strong: true, fold: folded.has(line.key) ? 'folded' : 'open' }
        }
        return { ...totalCell(line.totalOf(fieldId)), isNull: false, strong: true }
      }
      const { raw, formatted, style } = model.cellAt(line?.row ?? place, column)
      // What its groups say is not said again.
      if (levels.includes(fieldId)) return { text: '', isNull: false }
      return {
        text: formatted,
        isNull: raw === null,
        ...(style === undefined ? {} : { style }),
        ...(isCurrentPeriod(result, fieldId, { raw }) ? { note: soFar } : {}),
      }
    },
    [model, lines, levels, folded, result, soFar, totalCell],
  )
  const onCell = ({ row: place, column }: CellPlace, how: ClickHow): void => {
    const line = lines?.[place]
    const fieldId = model.columns[column]?.fieldId
    if (line?.kind === 'group') {
      if (fieldId === line.fieldId) fold(line.key)
      return
    }
    const row = result.rows[line?.row ?? place]
    if (fieldId !== undefined && row !== undefined) onValue?.({ row, fieldId, ...how })
  }
  const below = model.totals
  const totalTexts = useMemo(
    () =>
      below === null ? null : Object.fromEntries(model.columns.flatMap(({ fieldId }, place) => (below[place] ? [[fieldId, totalCell(below[place])]] : []))),
    [model, below, totalCell],
  )
  return (
    <ResultsGrid
      label={t('chart.table')}
      columns={columns}
      rowCount={lines?.length ?? model.rowCount}
      cellAt={cellAt}
      totals={totalTexts}
      {...(onSort === undefined
        ? {}
        : {
            onSort: (fieldId, add) =>
              onSort(toggledSorts(sorts, { fieldId, add, descendingFirst: columns.find(({ id }) => id === fieldId)?.numeric === true })),
          })}
      height={height}
      showRowNumbers={model.showRowNumbers && lines === null}
      onCell={lines === null && onValue === undefined ? undefined : onCell}
    />
  )
}
