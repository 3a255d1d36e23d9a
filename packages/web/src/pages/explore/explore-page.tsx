import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import type { Explore } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { exploreQuery } from '../../api/explores.ts'
import { NeedsExploring } from '../../components/needs-exploring.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { emptyExploreState, hasFields } from '../../explore/explore-state.ts'
import { followRenames } from '../../explore/follow-renames.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ExploreSkeleton } from './explore-skeleton.tsx'
import { ExploreWorkspace } from './explore-workspace.tsx'
import { ShortLink } from './short-link.tsx'
import { useExploreState, type FollowAddress } from './use-explore-state.ts'

/** Exploring: pick fields, filter, look, save. */
export function ExplorePage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const exploreName = useRouteParam('explore')
  const explore = useQuery(exploreQuery(projectUuid, exploreName))
  const label = explore.data?.label ?? exploreName
  const all = { label: t('shell.nav.explore'), href: paths.explores(projectUuid) }
  useCrumbs([all, { label }])
  return (
    <NeedsExploring projectUuid={projectUuid} title={label}>
      <ShortLink title={label} back={all}>
        <PageBoundary query={explore} title={label} failed={t('explore.loadFailed', { name: exploreName })} back={all} skeleton={<ExploreSkeleton />}>
          {(data) => (
            <>
              <PageTitle title={data.label} />
              <ExploreInAddress key={exploreName} projectUuid={projectUuid} explore={data} />
            </>
          )}
        </PageBoundary>
      </ShortLink>
    </NeedsExploring>
  )
}

function ExploreInAddress({ projectUuid, explore }: { projectUuid: string; explore: Explore }) {
  const initial = useMemo(() => emptyExploreState(explore.name), [explore.name])
  const { t } = useTranslation()
  const follow = useCallback<FollowAddress>(
    (state) => {
      const { state: now, followed } = followRenames(state, explore)
      return { state: now, renamed: followed.map(({ from, to, label }) => t('explore.renamed', { from, to, label })) }
    },
    [explore, t],
  )
  const edited = useExploreState(initial, follow)
  return <ExploreWorkspace projectUuid={projectUuid} explore={explore} edited={edited} hasChanges={hasFields(edited.state)} chart={null} />
}
