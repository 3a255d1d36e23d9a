import { Button, Group, SimpleGrid, Skeleton, Stack } from '@mantine/core'
import { IconChartBar, IconClock, IconLayoutDashboard, IconStar } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { exploresQuery } from '../../api/explores.ts'
import { homeQuery, problemsQuery, projectQuery, signsInto } from '../../api/projects.ts'
import { userQuery } from '../../api/session.ts'
import { FirstModel } from '../../components/first-model.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ContentCard } from './content-card.tsx'
import { DropFile } from './drop-file.tsx'
import { GettingStarted } from './getting-started.tsx'
import { NeedsYou } from './needs-you.tsx'
import { PinnedCard } from './pinned-card.tsx'
import { ProblemsNotice } from './problems-notice.tsx'

/** Home of a project: what needs the reader, what is pinned, favourites, what was opened lately, what is looked at most, first steps. */
export function HomePage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const home = useQuery(homeQuery(projectUuid))
  const problems = useQuery({ ...problemsQuery(projectUuid), retry: false }).data ?? []
  const hasNoExplore = useQuery(exploresQuery(projectUuid)).data?.length === 0
  const user = useQuery(userQuery).data
  const project = useQuery(projectQuery(projectUuid)).data
  // Files become tables of the embedded engine; a project on another connection has nowhere to put them.
  const takesFiles = project !== undefined && signsInto(project) === null
  const mayUpload = useMay(projectUuid, 'data.upload') && takesFiles
  const mayExplore = useMay(projectUuid, 'explore.run')
  useCrumbs([{ label: t('shell.nav.home') }])
  const title = user === undefined || user.firstName === '' ? t('home.title') : t('home.greeting', { name: user.firstName })
  return (
    <Page
      title={title}
      actions={
        <Group gap="xs">
          {mayUpload && <DropFile projectUuid={projectUuid} />}
          {mayExplore && (
            <Button component={LinkTo} href={paths.explores(projectUuid)}>
              {t('home.explore')}
            </Button>
          )}
        </Group>
      }
    >
      <Stack gap="lg">
        <ProblemsNotice problems={problems} />
        <QueryBoundary query={home} failed={t('home.failed')} skeleton={<HomeSkeleton />}>
          {({ pinned, favourites, viewed, recent, dashboards, charts }) => (
            <>
              {hasNoExplore ? (
                <FirstModel projectUuid={projectUuid} />
              ) : (
                <GettingStarted projectUuid={projectUuid} dashboard={dashboards[0] ?? null} hasChart={charts.length > 0} mayExplore={mayExplore} />
              )}
              <NeedsYou projectUuid={projectUuid} />
              {pinned.length > 0 && <PinnedCard projectUuid={projectUuid} items={pinned} />}
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <ContentCard title={t('home.favourites')} icon={IconStar} items={favourites} projectUuid={projectUuid} empty={t('home.noFavourites')} />
                <ContentCard
                  title={t('home.recent')}
                  icon={IconClock}
                  items={viewed.length === 0 ? recent : viewed.map((item) => ({ ...item, updatedAt: item.viewedAt }))}
                  projectUuid={projectUuid}
                  empty={t('home.noRecent')}
                />
              </SimpleGrid>
              <SimpleGrid cols={{ base: 1, md: 2 }}>
                <ContentCard
                  title={t('home.dashboards')}
                  icon={IconLayoutDashboard}
                  items={dashboards}
                  projectUuid={projectUuid}
                  empty={t('home.noDashboards')}
                  moreHref={paths.dashboards(projectUuid)}
                />
                <ContentCard
                  title={t('home.charts')}
                  icon={IconChartBar}
                  items={charts}
                  projectUuid={projectUuid}
                  empty={t('home.noCharts')}
                  emptyAction={
                    mayExplore && (
                      <Button size="xs" variant="light" component={LinkTo} href={paths.explores(projectUuid)}>
                        {t('home.firstChart')}
                      </Button>
                    )
                  }
                />
              </SimpleGrid>
            </>
          )}
        </QueryBoundary>
      </Stack>
    </Page>
  )
}

function HomeSkeleton() {
  return (
    <Stack aria-busy>
      <Skeleton height={96} />
      <Skeleton height={160} />
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Skeleton height={240} />
        <Skeleton height={240} />
      </SimpleGrid>
    </Stack>
  )
}
