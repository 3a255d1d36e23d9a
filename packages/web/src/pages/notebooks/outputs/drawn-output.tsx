import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cellViewQuery, type CellView } from '../../../api/cell-views.ts'
import { SqlChartView } from '../../../charts/sql-chart-view.tsx'
import { QueryBoundary } from '../../../components/query-boundary.tsx'
import { MarkdownText } from '../../dashboard/markdown-text.tsx'

type Props = { sessionUuid: string; cellId: string; answer: string; label: string; height: number | string }

/** What a cell draws of rows: a chart, a pivot table, one value, or a text with values in it. */
export function DrawnOutput({ sessionUuid, cellId, answer, label, height }: Props) {
  const { t } = useTranslation()
  const view = useQuery(cellViewQuery({ sessionUuid, cellId, answer }))
  return (
    <QueryBoundary query={view} failed={t('appSession.drawFailed')} skeleton={<Skeleton height={typeof height === 'number' ? height : 160} />}>
      {(shown) => <Drawn view={shown} label={label} height={height} />}
    </QueryBoundary>
  )
}

function Drawn({ view, height }: { view: CellView; label: string; height: number | string }) {
  switch (view.kind) {
    case 'chart':
      return <Chart view={view} height={height} />
    case 'text':
      return <MarkdownText text={view.markdown} />
    default:
      return null
  }
}

function Chart({ view: { columns, rows, config }, height }: { view: Extract<CellView, { kind: 'chart' }>; height: number | string }) {
  const answer = useMemo(
    () => ({
      columns: columns.map(({ name, type }) => ({ reference: name, type })),
      rows: rows.map((row) => Object.fromEntries(columns.map(({ name }, place) => [name, row[place]]))),
    }),
    [columns, rows],
  )
  return <SqlChartView config={config} answer={answer} height={height} />
}
