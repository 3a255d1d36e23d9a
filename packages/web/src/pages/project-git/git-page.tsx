import { Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { repositoryQuery } from '../../api/repositories.ts'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useMay } from '../../components/use-may.ts'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { RepositoryForm } from './repository-form.tsx'
import { RepositoryState } from './repository-state.tsx'

/** Where the models of the project are kept in version control, and what was last read there. */
export function GitPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const repository = useQuery(repositoryQuery(projectUuid))
  const mayChange = useMay(projectUuid, 'project.manage')
  useCrumbs([{ label: t('git.title') }])
  return (
    <Page title={t('git.title')} description={t('git.description')}>
      <QueryBoundary query={repository} failed={t('git.failed')} skeleton={<Skeleton height={360} />}>
        {(known) => (
          <Stack maw={640}>
            {known !== null && <RepositoryState projectUuid={projectUuid} repository={known} mayChange={mayChange} />}
            {mayChange && <RepositoryForm key={JSON.stringify(known?.remote)} projectUuid={projectUuid} known={known} />}
          </Stack>
        )}
      </QueryBoundary>
    </Page>
  )
}
