import { Skeleton, Stack, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exploresQuery } from '../../api/explores.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { FirstModel } from '../../components/first-model.tsx'
import { NeedsExploring } from '../../components/needs-exploring.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { SearchField } from '../../components/search-field.tsx'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { ExploreCard } from './explore-card.tsx'
import { groupExplores } from './group-explores.ts'
import classes from './explores.module.css'

/** All explores, for those who may explore. */
export function ExploresPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  useCrumbs([{ label: t('shell.nav.explore') }])
  return (
    <NeedsExploring projectUuid={projectUuid} title={t('explores.title')}>
      <Explores projectUuid={projectUuid} />
    </NeedsExploring>
  )
}

/** The explores by group; broken ones say why. */
function Explores({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const explores = useQuery(exploresQuery(projectUuid))
  const [search, setSearch] = useState('')
  return (
    <Page title={t('explores.title')} description={t('explores.description')}>
      {explores.data?.length !== 0 && <SearchField label={t('explores.search')} value={search} onChange={setSearch} mb="lg" />}
      <QueryBoundary
        query={explores}
        failed={t('explores.failed')}
        skeleton={
          <Stack>
            {[1, 2, 3].map((row) => (
              <Skeleton key={row} height={72} />
            ))}
          </Stack>
        }
      >
        {(list) => {
          const groups = groupExplores(list, search)
          if (list.length === 0) return <FirstModel projectUuid={projectUuid} />
          if (groups.length === 0) return <EmptyState icon={IconSearch} text={t('explores.noMatch', { search })} />
          return (
            <Stack gap="xl">
              {groups.map(({ label, explores: members }) => (
                <section key={label ?? ''} aria-label={label ?? t('explores.ungrouped')}>
                  {(groups.length > 1 || label !== null) && (
                    <Title order={2} size="h5" mb="xs">
                      {label ?? t('explores.ungrouped')}
                    </Title>
                  )}
                  <div className={classes['grid']}>
                    {members.map((explore) => (
                      <ExploreCard key={explore.name} explore={explore} projectUuid={projectUuid} />
                    ))}
                  </div>
                </section>
              ))}
            </Stack>
          )
        }}
      </QueryBoundary>
    </Page>
  )
}
