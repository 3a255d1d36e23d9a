import { aggregateOf, defaultSqlChart, fittingSqlChart, type SqlAnswer, type SqlChartConfig } from '@atrium/documents'
import { Skeleton, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { pivotSql } from '../../api/sql-jobs.ts'
import type { SqlResult } from '../../api/sql.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { ChartFields } from './chart-fields.tsx'
import classes from './sql.module.css'

type Props = {
  projectUuid: string
  sql: string
  limit: number
  result: SqlResult
  /** What somebody chose; absent: what fits the rows. */
  config: SqlChartConfig | undefined
  onChange: (config: SqlChartConfig) => void
}

/** What the editor leaves of the window. */
const height = 'max(260px, calc(58dvh - 190px))'

/** The columns of a result, as drawings know them. */
export const columnsOf = ({ fields }: SqlResult): SqlAnswer['columns'] =>
  Object.entries(fields).map(([reference, { type }]) => ({ reference, type: type as SqlAnswer['columns'][number]['type'] }))

/** The rows of a run as a chart: its settings beside it, put together by the warehouse over all rows. */
export function SqlChartPanel({ projectUuid, sql, limit, result, config, onChange }: Props) {
  const { t } = useTranslation()
  const columns = useMemo(() => columnsOf(result), [result])
  const shown = useMemo(() => (config === undefined ? defaultSqlChart(columns) : fittingSqlChart(config, columns)), [config, columns])
  const aggregate = aggregateOf(shown)
  const pivot = useQuery({
    queryKey: ['sql-pivot', projectUuid, sql, limit, result.receipt?.dataAsOf, aggregate],
    queryFn: ({ signal }) => {
      if (aggregate === null) throw new Error('A table needs nothing of the warehouse')
      return pivotSql(projectUuid, { sql, limit, aggregate }, signal)
    },
    enabled: aggregate !== null,
    staleTime: Infinity,
    retry: false,
  })
  const rows = useMemo((): SqlAnswer => ({ columns, rows: result.rows }), [columns, result])
  return (
    <div className={classes['drawing']}>
      <div className={classes['settings']}>
        <ChartFields columns={columns} config={shown} onChange={onChange} />
        {aggregate !== null && (
          <Text size="xs" c="dimmed" mt="xs">
            {t('sqlOutput.allRows')}
          </Text>
        )}
      </div>
      <div className={classes['chart']}>
        {aggregate === null ? (
          shown.type === 'table' ? (
            <SqlChartView config={shown} answer={rows} height={height} />
          ) : (
            <Text size="sm" c="dimmed">
              {t('sqlOutput.noValues')}
            </Text>
          )
        ) : (
          <QueryBoundary query={pivot} failed={t('sqlOutput.drawFailed')} skeleton={<Skeleton height={220} aria-busy />}>
            {(answer) => <SqlChartView config={shown} answer={answer} height={height} />}
          </QueryBoundary>
        )}
      </div>
    </div>
  )
}
