import { Anchor, Stack } from '@mantine/core'
import { IconMapOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { projectsQuery, type ProjectSummary } from '../api/projects.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { LinkTo } from '../components/link-to.tsx'
import { Page } from '../components/page.tsx'
import { useProjectUuid } from '../components/use-route-param.ts'
import { useCrumbs } from './crumbs.ts'
import { paths } from './paths.ts'

/** The pages of a project; in place of all of them a way to others, where there is no such project for this person. */
export function ProjectFrame() {
  const projectUuid = useProjectUuid()
  const projects = useQuery(projectsQuery).data
  // When the projects could not be asked for, the page itself says why.
  if (projects === undefined || projects.some((project) => project.projectUuid === projectUuid)) return <Outlet />
  return <NoSuchProject others={projects} />
}

function NoSuchProject({ others }: { others: readonly ProjectSummary[] }) {
  const { t } = useTranslation()
  const title = t('shell.noProjectTitle')
  useCrumbs([{ label: title }])
  return (
    <Page title={title}>
      <EmptyState
        icon={IconMapOff}
        text={t(others.length === 0 ? 'shell.noProject' : 'shell.noProjectButOthers')}
        action={
          <Stack gap={6} align="center">
            {others.map(({ projectUuid, name }) => (
              <Anchor key={projectUuid} component={LinkTo} href={paths.home(projectUuid)}>
                {name}
              </Anchor>
            ))}
          </Stack>
        }
      />
    </Page>
  )
}
