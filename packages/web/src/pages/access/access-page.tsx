import { Skeleton, Stack } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../../api/groups.ts'
import { projectAccessQuery } from '../../api/project-access.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastFailed } from '../../components/toast.ts'
import { useOwnAbilities } from '../../components/use-own-abilities.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { GroupsWithAccess } from './groups-with-access.tsx'
import { PeopleWithAccess } from './people-with-access.tsx'
import { RolesExplained } from './roles-explained.tsx'
import { WhyCard } from './why/why-card.tsx'

/** Who can see a project, as what and why; what the roles mean. */
export function AccessPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const queryClient = useQueryClient()
  const access = useQuery(projectAccessQuery(projectUuid))
  const mayExplain = useOwnAbilities().includes('access.explain')
  useCrumbs([{ label: t('settings.title'), href: paths.settings(projectUuid) }, { label: t('access.title') }])
  const attempt = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work
    } catch (error) {
      toastFailed(t('access.changeFailed'), error)
    }
    await queryClient.invalidateQueries({ queryKey: projectAccessQuery(projectUuid).queryKey })
    await queryClient.invalidateQueries({ queryKey: groupsQuery.queryKey })
  }
  return (
    <Page title={t('access.title')} description={t('access.description')}>
      <Stack>
        <QueryBoundary query={access} failed={t('access.failed')} skeleton={<Skeleton height={320} />}>
          {({ people, groups }) => (
            <>
              <PeopleWithAccess projectUuid={projectUuid} people={people} attempt={attempt} />
              <GroupsWithAccess projectUuid={projectUuid} groups={groups} attempt={attempt} />
            </>
          )}
        </QueryBoundary>
        {mayExplain && <WhyCard projectUuid={projectUuid} />}
        <RolesExplained />
      </Stack>
    </Page>
  )
}
