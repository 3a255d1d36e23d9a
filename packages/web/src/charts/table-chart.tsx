import type { ChartDocument, ChartResult } from '@atrium/documents'
import { getItemLabel, isNumericItem } from '@atrium/semantic'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { GridCell, GridColumn } from '../components/results-grid/grid-types.ts'
import { ResultsGrid } from '../components/results-grid/results-grid.tsx'

type Props = { document: ChartDocument; result: ChartResult; height: number | string }

/** A result as a table, with the chart's own column names and hidden columns. */
export function TableChart({ document, result, height }: Props) {
  const { t } = useTranslation()
  const { rows, fields } = result
  const settings = document.chartConfig.type === 'table' ? document.chartConfig.config : undefined
  const columns = useMemo(
    () =>
      document.tableConfig.columnOrder.flatMap((fieldId): GridColumn[] => {
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
  return <ResultsGrid label={t('chart.table')} columns={columns} rowCount={rows.length} cellAt={cellAt} height={height} />
}
