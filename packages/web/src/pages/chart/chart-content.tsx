import { Button, Group, Paper, Skeleton, Text } from '@mantine/core'
import { IconChartDots3, IconPencil } from '@tabler/icons-react'
import { useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { runChart, type Results } from '../../api/results.ts'
import { mayWithChart, type SavedChart } from '../../api/saved-charts.ts'
import { ChartView } from '../../charts/chart-view.tsx'
import { useTableTotals } from '../../charts/use-table-totals.ts'
import { Ago } from '../../components/ago.tsx'
import { UnpublishedMark } from '../../components/content-care/unpublished-mark.tsx'
import { VerifiedMark } from '../../components/content-care/verified-mark.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { StarButton } from '../../components/star-button.tsx'
import { useMay } from '../../components/use-may.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { toastFailed } from '../../components/toast.ts'
import { stateOf } from '../../explore/explore-document.ts'
import { writeExploreUrl } from '../../explore/url-state.ts'
import { paths } from '../../shell/paths.ts'
import { ChartMenu } from './chart-menu.tsx'

type Props = { projectUuid: string; chart: SavedChart; results: UseQueryResult<Results>; documentTitle: string }

const chartHeight = 'max(360px, calc(100dvh - 290px))'

/** The chart itself, its description and its age. */
export function ChartContent({ projectUuid, chart, results, documentTitle }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [asTable, setAsTable] = useState(false)
  useShortcut('t', () => setAsTable(!asTable))
  const refresh = async (): Promise<void> => {
    const queryKey = ['chart', chart.uuid, 'results']
    try {
      await queryClient.fetchQuery({ queryKey, queryFn: ({ signal }) => runChart(chart.uuid, { signal, refresh: true }), staleTime: 0 })
    } catch (error) {
      toastFailed(t('chartPage.runFailed'), error)
    }
  }
  const mayExplore = useMay(projectUuid, 'explore.run')
  const { data } = results
  const totals = useTableTotals({ kind: 'chart', chartUuid: chart.uuid, notBefore: data?.receipt?.dataAsOf }, chart, data)
  const exploreHref = paths.explore(projectUuid, chart.tableName, writeExploreUrl(stateOf(chart)))
  return (
    <Page
      title={chart.name}
      documentTitle={documentTitle}
      {...(chart.description ? { description: chart.description } : {})}
      actions={
        <Group gap="xs">
          <StarButton projectUuid={projectUuid} uuid={chart.uuid} name={chart.name} />
          {mayExplore && (
            <Button size="xs" variant="default" leftSection={<IconChartDots3 size={15} />} component={LinkTo} href={exploreHref}>
              {t('chartPage.exploreFromHere')}
            </Button>
          )}
          {mayWithChart(chart, 'chart.update') && (
            <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} component={LinkTo} href={paths.chartEdit(projectUuid, chart.uuid)}>
              {t('chartPage.edit')}
            </Button>
          )}
          <ChartMenu projectUuid={projectUuid} chart={chart} asTable={asTable} onAsTable={setAsTable} onRefresh={refresh} />
        </Group>
      }
    >
      <Group gap={6} mb="sm" fz="xs" c="dimmed">
        <VerifiedMark verification={chart.verification} />
        <UnpublishedMark unpublished={chart.unpublished} />
        {data?.receipt !== undefined && (
          <Text span fz="xs" role="status">
            {t('results.asOf')} <Ago at={data.receipt.dataAsOf} />
            {data.cacheMetadata.cacheHit && ` · ${t('results.cached')}`} ·{' '}
          </Text>
        )}
        <Text span fz="xs">
          {t('chartPage.edited')} <Ago at={chart.updatedAt} />
          {chart.updatedByUser !== undefined && ` · ${chart.updatedByUser.firstName} ${chart.updatedByUser.lastName}`}
        </Text>
        {data?.truncated === true && (
          <Text span fz="xs">
            · {t('results.limitReached')}
          </Text>
        )}
      </Group>
      <Paper withBorder radius="md" p="sm">
        <QueryBoundary query={results} failed={t('chartPage.runFailed')} skeleton={<Skeleton height={chartHeight} />}>
          {(result) => <ChartView document={chart} result={result} height={chartHeight} asTable={asTable} totals={totals} />}
        </QueryBoundary>
      </Paper>
    </Page>
  )
}
