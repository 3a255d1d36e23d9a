import { IconLock } from '@tabler/icons-react'
import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '../../api/projects.ts'
import { userQuery } from '../../api/session.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Page } from '../../components/page.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { newProjectTypes } from '../../shell/new-project-types.ts'
import { NewProjectForm } from './new-project-form.tsx'

/** Makes a project and opens it. */
export function NewProjectPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const projects = useQuery(projectsQuery)
  const types = newProjectTypes(useQuery(userQuery).data?.role)
  useCrumbs([{ label: t('newProject.title') }])
  return (
    <Page title={t('newProject.title')} description={t('newProject.description')}>
      {types.length === 0 ? (
        <EmptyState icon={IconLock} text={t('newProject.forDevelopers')} />
      ) : (
        <QueryBoundary query={projects} failed={t('home.projectsFailed')} skeleton={<Skeleton height={320} />}>
          {(all) => <NewProjectForm projectUuid={projectUuid} projects={all} types={types} />}
        </QueryBoundary>
      )}
    </Page>
  )
}
