import { buildPivotTable, type ChartDocument, type ChartResult } from '@atrium/documents'
import type { SortField } from '@atrium/semantic'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ClickedValue } from './clicked-value.ts'
import { FlatTable } from './flat-table.tsx'
import { PivotTable } from './pivot-table.tsx'
import classes from './table-chart.module.css'
import { TotalsNotes } from './totals-notes.tsx'
import { useFolded } from './use-folded.ts'
import type { TableTotals } from './use-table-totals.ts'

type Props = {
  document: ChartDocument
  result: ChartResult
  height: number | string
  totals?: TableTotals
  onValue?: ((clicked: ClickedValue) => void) | undefined
  onSort?: ((sorts: readonly SortField[]) => void) | undefined
}

const noTotals: TableTotals = {}

/** A result as a table or pivot table, as its model says: names, order, colours, frozen columns, totals. */
export function TableChart({ document, result, height, totals = noTotals, onValue, onSort }: Props) {
  const { t } = useTranslation()
  const { folded, toggle } = useFolded()
  const pivot = useMemo(() => buildPivotTable(document, result, totals, folded), [document, result, totals, folded])
  return (
    <div className={classes['box']} style={{ maxHeight: height }}>
      {pivot === null ? (
        <FlatTable document={document} result={result} height={height} totals={totals} onValue={onValue} onSort={onSort} />
      ) : (
        <PivotTable model={pivot} label={t('chart.table')} height={height} folded={folded} onFold={toggle} onValue={onValue} />
      )}
      <TotalsNotes document={document} result={result} totals={totals} />
    </div>
  )
}
