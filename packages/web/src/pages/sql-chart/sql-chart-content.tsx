import { Button, Code, Group, Paper, Skeleton, Text } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mayWithSqlChart, runSqlChart, type SqlChart } from '../../api/sql-charts.ts'
import { SqlChartView } from '../../charts/sql-chart-view.tsx'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { paths } from '../../shell/paths.ts'
import { SqlChartMenu } from './sql-chart-menu.tsx'

const chartHeight = 'max(360px, calc(100dvh - 290px))'

/** The chart itself, its SQL and its age. */
export function SqlChartContent({ projectUuid, chart }: { projectUuid: string; chart: SqlChart }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asTable, setAsTable] = useState(false)
  const [showsSql, setShowsSql] = useState(false)
  const go = useGo()
  const mayEdit = mayWithSqlChart(chart, 'chart.update')
  useShortcut('t', () => setAsTable(!asTable))
  useShortcut('e', () => go(paths.sqlChartEdit(projectUuid, chart.savedSqlUuid)), mayEdit)
  const queryKey = ['sql-chart', chart.savedSqlUuid, 'results', chart.versionNumber]
  const results = useQuery({ queryKey, queryFn: ({ signal }) => runSqlChart(chart.savedSqlUuid, { signal }), staleTime: 60_000, retry: false })
  const refresh = async (): Promise<void> => {
    try {
      await queryClient.fetchQuery({ queryKey, queryFn: ({ signal }) => runSqlChart(chart.savedSqlUuid, { signal, refresh: true }), staleTime: 0 })
    } catch (error) {
      toastFailed(t('chartPage.runFailed'), error)
    }
  }
  const { data } = results
  return (
    <Page
      title={chart.name}
      {...(chart.description ? { description: chart.description } : {})}
      actions={
        <Group gap="xs">
          <Button size="xs" variant="default" aria-expanded={showsSql} onClick={() => setShowsSql(!showsSql)}>
            {t(showsSql ? 'sqlChart.hideSql' : 'sqlChart.showSql')}
          </Button>
          {mayEdit && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPencil size={15} />}
              component={LinkTo}
              href={paths.sqlChartEdit(projectUuid, chart.savedSqlUuid)}
            >
              {t('sqlChart.editSql')}
            </Button>
          )}
          <SqlChartMenu {...{ projectUuid, chart, asTable }} results={data} onAsTable={setAsTable} onRefresh={refresh} />
        </Group>
      }
    >
      <Group gap={6} mb="sm" fz="xs" c="dimmed">
        <UnpublishedMark unpublished={chart.unpublished} />
        {data !== undefined && (
          <Text span fz="xs" role="status">
            {t('results.asOf')} <Ago at={data.dataAsOf} />
            {data.cacheHit && ` · ${t('results.cached')}`} ·{' '}
          </Text>
        )}
        <Text span fz="xs">
          {t('chartPage.edited')} <Ago at={chart.lastUpdatedAt} />
          {chart.lastUpdatedBy !== null && ` · ${chart.lastUpdatedBy.firstName} ${chart.lastUpdatedBy.lastName}`}
        </Text>
        {data?.truncated === true && (
          <Text span fz="xs">
            · {t('results.limitReached')}
          </Text>
        )}
      </Group>
      {showsSql && (
        <Paper withBorder radius="md" p="sm" mb="sm">
          <Code block tabIndex={0}>
            {chart.sql}
          </Code>
        </Paper>
      )}
      <Paper withBorder radius="md" p="sm">
        <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={chartHeight} />}>
          {(result) => <SqlChartView config={result.config} answer={result} height={chartHeight} asTable={asTable} />}
        </QueryBoundary>
      </Paper>
    </Page>
  )
}
