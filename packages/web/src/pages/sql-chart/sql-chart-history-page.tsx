import { Code, Paper, Skeleton, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { refreshAround } from '../../api/drafts.ts'
import {
  mayWithSqlChart,
  restoreSqlChartVersion,
  sqlChartHistoryQuery,
  sqlChartQuery,
  sqlChartVersionQuery,
  type SqlChart,
  type SqlChartState,
} from '../../api/sql-charts.ts'
import { VersionHistory } from '../../components/history/version-history.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { sqlChartChangeTexts } from './sql-chart-change-text.ts'
import { SqlChartDifference } from './sql-chart-difference.tsx'
import { SqlVersionView } from './sql-version-view.tsx'

const [large, small] = [380, 260]

/** A SQL chart beside its versions; the one that is looked at is in the address. */
export function SqlChartHistoryPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('sqlChart')
  const chart = useQuery(sqlChartQuery(projectUuid, chartUuid))
  const name = chart.data?.name ?? t('sqlChart.title')
  const title = t('chartPage.historyOf', { name })
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.space.name, href: paths.space(projectUuid, chart.data.space.uuid) }]),
    { label: name, href: paths.sqlChart(projectUuid, chartUuid) },
    { label: t('history.title') },
  ])
  return (
    <PageBoundary query={chart} title={title} failed={t('sqlChart.failed')} back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}>
      {(saved) => (
        <>
          <PageTitle title={title} />
          <History key={saved.savedSqlUuid} projectUuid={projectUuid} chart={saved} />
        </>
      )}
    </PageBoundary>
  )
}

function History({ projectUuid, chart }: { projectUuid: string; chart: SqlChart }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const uuid = chart.savedSqlUuid
  const history = useQuery({
    ...sqlChartHistoryQuery(uuid),
    select: ({ history: versions }) => versions.map((version) => ({ ...version, changes: sqlChartChangeTexts(version, t) })),
  })
  const events = useQuery({ ...sqlChartHistoryQuery(uuid), select: ({ events: all }) => all }).data
  const restore = async (versionUuid: string): Promise<void> => {
    await restoreSqlChartVersion(uuid, versionUuid)
    await refreshAround(queryClient, 'sql-charts')
  }
  const look = ({ versionUuid }: SqlChartState) => <SqlVersionView chartUuid={uuid} versionUuid={versionUuid} height={small} />
  return (
    <VersionHistory<SqlChartState>
      name={chart.name}
      current={{ ...chart, versionUuid: history.data?.at(-1)?.versionUuid ?? null }}
      history={history}
      events={events}
      versionQuery={(versionUuid) => sqlChartVersionQuery(uuid, versionUuid)}
      closeHref={paths.sqlChart(projectUuid, uuid)}
      pageHref={paths.sqlChartHistory(projectUuid, uuid)}
      onRestore={mayWithSqlChart(chart, 'chart.update') ? restore : undefined}
      skeleton={<Skeleton height={large} m="md" />}
      renderState={({ versionUuid, sql }) => (
        <Paper withBorder radius="md" p="sm" mx={{ base: 10, sm: 16 }} mb="md">
          <Stack gap="sm">
            <SqlVersionView chartUuid={uuid} versionUuid={versionUuid} height={large} />
            <Code block tabIndex={0}>
              {sql}
            </Code>
          </Stack>
        </Paper>
      )}
      renderDifference={(before, after) => (
        <SqlChartDifference projectUuid={projectUuid} before={before} after={after} looks={{ before: look(before), after: look(after) }} />
      )}
    />
  )
}
