import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { emptyExploreState } from '../../explore/explore-state.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ExploreSkeleton } from './explore-skeleton.tsx'
import { ExploreWorkspace } from './explore-workspace.tsx'

/** Exploring: pick fields, filter, look, save. */
export function ExplorePage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const exploreName = useRouteParam('explore')
  const explore = useQuery(exploreQuery(projectUuid, exploreName))
  const initial = useMemo(() => emptyExploreState(exploreName), [exploreName])
  const label = explore.data?.label ?? exploreName
  useCrumbs([{ label: t('shell.nav.explore'), href: paths.explores(projectUuid) }, { label }])
  return (
    <>
      <PageTitle title={label} />
      <QueryBoundary query={explore} failed={t('explore.loadFailed', { name: exploreName })} skeleton={<ExploreSkeleton />}>
        {(data) => <ExploreWorkspace key={exploreName} projectUuid={projectUuid} explore={data} initial={initial} chart={null} />}
      </QueryBoundary>
    </>
  )
}
