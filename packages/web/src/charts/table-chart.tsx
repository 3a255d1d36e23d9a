import { buildPivotTable, buildTable, isCurrentPeriod, type ChartDocument, type ChartResult } from '@atrium/documents'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCell, GridColumn } from '../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../components/results-grid/results-grid.tsx'
import { PivotTable } from './pivot-table.tsx'
import type { TableTotals } from './use-table-totals.ts'

type Props = { document: ChartDocument; result: ChartResult; height: number | string; totals?: TableTotals }

const noTotals: TableTotals = {}

/** A result as a table or pivot table, as its model says: names, order, colours, frozen columns, totals. */
export function TableChart({ document, result, height, totals = noTotals }: Props) {
  const { t } = useTranslation()
  const pivot = useMemo(() => buildPivotTable(document, result, totals), [document, result, totals])
  if (pivot !== null) return <PivotTable model={pivot} label={t('chart.table')} height={height} />
  return <FlatTable document={document} result={result} height={height} totals={totals} />
}

function FlatTable({ document, result, height, totals }: Required<Props>) {
  const { t } = useTranslation()
  const soFar = t('results.soFar')
  const model = useMemo(() => buildTable(document, result, { totals: totals.grand ?? null }), [document, result, totals])
  const columns = useMemo(
    () => model.columns.map(({ fieldId, label, isNumeric, isFrozen }): GridColumn => ({ id: fieldId, label, numeric: isNumeric, frozen: isFrozen })),
    [model],
  )
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const { raw, formatted, style } = model.cellAt(row, column)
      const fieldId = model.columns[column]?.fieldId ?? ''
      return {
        text: formatted,
        isNull: raw === null,
        ...(style === undefined ? {} : { style }),
        ...(isCurrentPeriod(result, fieldId, { raw }) ? { note: soFar } : {}),
      }
    },
    [model, result, soFar],
  )
  const below = model.totals
  const totalTexts = useMemo(
    () =>
      below === null ? null : Object.fromEntries(model.columns.flatMap(({ fieldId }, place) => (below[place] ? [[fieldId, below[place].formatted]] : []))),
    [model, below],
  )
  return (
    <ResultsGrid
      label={t('chart.table')}
      columns={columns}
      rowCount={model.rowCount}
      cellAt={cellAt}
      totals={totalTexts}
      height={height}
      showRowNumbers={model.showRowNumbers}
    />
  )
}
