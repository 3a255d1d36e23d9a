import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { chartQuery } from '../../api/saved-charts.ts'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { emptyExploreState } from '../../explore/explore-state.ts'
import { stateOf } from '../../explore/explore-document.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ExploreSkeleton } from './explore-skeleton.tsx'
import { ExploreWorkspace } from './explore-workspace.tsx'

/** The explore page with a saved chart in it; saving makes the chart's next version. */
export function ChartEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery({ ...chartQuery(chartUuid), staleTime: Infinity })
  const exploreName = chart.data?.tableName ?? ''
  const explore = useQuery({ ...exploreQuery(projectUuid, exploreName), enabled: exploreName !== '' })
  const initial = useMemo(() => (chart.data === undefined ? emptyExploreState('') : stateOf(chart.data)), [chart.data])
  const name = chart.data?.name ?? t('chartPage.title')
  useCrumbs([{ label: name, href: paths.chart(projectUuid, chartUuid) }, { label: t('chartPage.edit') }])
  return (
    <>
      <PageTitle title={t('chartPage.editing', { name })} />
      <QueryBoundary query={chart} failed={t('chartPage.failed')} skeleton={<ExploreSkeleton />}>
        {(saved) => (
          <QueryBoundary query={explore} failed={t('explore.loadFailed', { name: saved.tableName })} skeleton={<ExploreSkeleton />}>
            {(data) => <ExploreWorkspace key={chartUuid} projectUuid={projectUuid} explore={data} initial={initial} chart={saved} />}
          </QueryBoundary>
        )}
      </QueryBoundary>
    </>
  )
}
