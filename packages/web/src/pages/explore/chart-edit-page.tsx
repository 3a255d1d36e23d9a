import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { chartQuery, mayWithChart, type SavedChart } from '../../api/saved-charts.ts'
import { ClosedPage } from '../../components/closed-page.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { stateOf } from '../../explore/explore-document.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ExploreSkeleton } from './explore-skeleton.tsx'
import { ExploreWorkspace } from './explore-workspace.tsx'

/** The explore page with a saved chart in it, for those who may change it; saving makes the chart's next version. */
export function ChartEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery({ ...chartQuery(chartUuid), staleTime: Infinity })
  const name = chart.data?.name ?? t('chartPage.title')
  const page = paths.chart(projectUuid, chartUuid)
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]),
    { label: name, href: page },
    { label: t('chartPage.edit') },
  ])
  return (
    <PageBoundary
      query={chart}
      title={t('chartPage.editing', { name })}
      failed={t('chartPage.failed')}
      back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}
      skeleton={<ExploreSkeleton />}
    >
      {(saved) =>
        mayWithChart(saved, 'chart.update') ? (
          <ChartEditor key={chartUuid} projectUuid={projectUuid} chart={saved} />
        ) : (
          <ClosedPage
            title={t('chartPage.editing', { name })}
            text={t('content.needsEditor', { space: saved.spaceName, role: t('roles.interactive_viewer') })}
            instead={
              <Button variant="light" component={LinkTo} href={page}>
                {t('chartPage.open')}
              </Button>
            }
          />
        )
      }
    </PageBoundary>
  )
}

function ChartEditor({ projectUuid, chart }: { projectUuid: string; chart: SavedChart }) {
  const { t } = useTranslation()
  const explore = useQuery(exploreQuery(projectUuid, chart.tableName))
  const initial = useMemo(() => stateOf(chart), [chart])
  const title = t('chartPage.editing', { name: chart.name })
  return (
    <PageBoundary
      query={explore}
      title={title}
      failed={t('explore.loadFailed', { name: chart.tableName })}
      back={{ label: t('chartPage.open'), href: paths.chart(projectUuid, chart.uuid) }}
      skeleton={<ExploreSkeleton />}
    >
      {(data) => (
        <>
          <PageTitle title={title} />
          <ExploreWorkspace projectUuid={projectUuid} explore={data} initial={initial} chart={chart} />
        </>
      )}
    </PageBoundary>
  )
}
