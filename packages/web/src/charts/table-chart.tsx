import { buildPivotTable, type ChartDocument, type ChartResult } from '@atrium/documents'
import { formatItemValue, getItemLabel, isNumericItem } from '@atrium/semantic'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCell, GridColumn } from '../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../components/results-grid/results-grid.tsx'
import { PivotTable } from './pivot-table.tsx'

type Props = {
  document: ChartDocument
  result: ChartResult
  height: number | string
  /** Raw totals by field id, recomputed by the warehouse; shown below all rows. */
  totals?: Readonly<Record<string, unknown>> | null
}

/** A result as a table or pivot table, with the chart's own column names and hidden columns. */
export function TableChart({ document, result, height, totals = null }: Props) {
  const { t } = useTranslation()
  const pivot = useMemo(() => buildPivotTable(document, result), [document, result])
  if (pivot !== null) return <PivotTable model={pivot} label={t('chart.table')} height={height} />
  return <FlatTable document={document} result={result} height={height} totals={totals} />
}

function FlatTable({ document, result, height, totals }: Required<Props>) {
  const { t } = useTranslation()
  const { rows, fields } = result
  const settings = document.chartConfig.type === 'table' ? document.chartConfig.config : undefined
  const columns = useMemo(
    () =>
      shownFields(document).flatMap((fieldId): GridColumn[] => {
        const item = fields[fieldId]
        const own = settings?.columns?.[fieldId]
        if (item === undefined || own?.visible === false) return []
        return [{ id: fieldId, label: own?.name ?? getItemLabel(item, { withTable: settings?.showTableNames === true }), numeric: isNumericItem(item) }]
      }),
    [document, fields, settings],
  )
  const cellAt = useCallback(
    (row: number, column: number): GridCell => {
      const value = rows[row]?.[columns[column]?.id ?? '']?.value
      return { text: value?.formatted ?? '', isNull: value?.raw === null }
    },
    [rows, columns],
  )
  const totalTexts = useMemo(
    () => (totals === null ? null : Object.fromEntries(Object.entries(totals).map(([fieldId, raw]) => [fieldId, formatItemValue(fields[fieldId], raw)]))),
    [totals, fields],
  )
  return <ResultsGrid label={t('chart.table')} columns={columns} rowCount={rows.length} cellAt={cellAt} totals={totalTexts} height={height} />
}

/** The query's columns in the chart's order; columns that the order does not know come last. */
function shownFields({ metricQuery, tableConfig }: ChartDocument): string[] {
  const all = [...metricQuery.dimensions, ...metricQuery.metrics, ...metricQuery.tableCalculations.map(({ name }) => name)]
  const known = tableConfig.columnOrder.filter((fieldId) => all.includes(fieldId))
  return [...known, ...all.filter((fieldId) => !known.includes(fieldId))]
}
