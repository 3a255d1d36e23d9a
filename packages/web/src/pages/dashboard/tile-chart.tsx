import type { SortField } from '@atrium/semantic'
import { useMemo, useRef, useState } from 'react'
import type { TileResults } from '../../api/dashboards.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import type { ClickedValue } from '../../charts/clicked-value.ts'
import { useTableTotals } from '../../charts/use-table-totals.ts'
import { tileDocument } from '../../dashboard/tile-document.ts'
import { useViewer } from './viewer-context.ts'
import { useDashboard } from './dashboard-context.ts'
import { dimensionsOfRow } from './drill/dimensions-of-row.ts'
import { Drill } from './drill/drill.tsx'
import { focusChart } from './focus-chart.ts'

type Props = { tileUuid: string; data: TileResults; height: number | string; asTable?: boolean }

/**
 * The chart of a tile's answer, with the question as it was asked here. A click on a name filters the other tiles, a click
 * on a number opens what can be done with it; with ⌘ or Ctrl what it is of is added to the filters, with Alt left out.
 */
export function TileChart({ tileUuid, data, height, asTable = false }: Props) {
  const { dateZoom, asOf } = useDashboard()
  const viewer = useViewer()
  const box = useRef<HTMLDivElement>(null)
  const [clicked, setClicked] = useState<ClickedValue | null>(null)
  const document = useMemo(() => tileDocument(data), [data])
  const { chart, appliedDashboardFilters: filters, metricQuery, receipt } = data
  const totals = useTableTotals(
    { kind: 'chart', chartUuid: chart.uuid, filters, parameters: metricQuery.parameters, dateZoom, asOf, notBefore: receipt?.dataAsOf },
    document,
    data,
  )
  const onValue = (value: ClickedValue): void => {
    const { isAdded, isExcluded } = value
    const values = dimensionsOfRow(data, value.row, tileUuid)
    const named = values.filter(({ fieldId }) => fieldId === value.fieldId)
    // Leaving out several values one by one would leave out more than was clicked.
    const picked = named.length > 0 ? named : isAdded || (isExcluded && values.length === 1) ? values : []
    if (viewer !== null && picked.length > 0) viewer.click(picked, { add: isAdded, isExcluded })
    else setClicked(value)
  }
  const onSort = viewer === null ? undefined : (sorts: readonly SortField[]): void => viewer.sort(tileUuid, sorts)
  const close = (): void => {
    setClicked(null)
    focusChart(box.current)
  }
  return (
    <div ref={box}>
      <ChartView document={document} result={data} height={height} asTable={asTable} totals={totals} onValue={onValue} onSort={onSort} />
      {clicked !== null && <Drill tileUuid={tileUuid} data={data} clicked={clicked} onClose={close} />}
    </div>
  )
}
