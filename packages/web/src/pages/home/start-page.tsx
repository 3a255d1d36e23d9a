import { IconDatabaseOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '../../api/projects.ts'
import { userQuery } from '../../api/session.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useGo } from '../../components/use-go.ts'
import { PagePending } from '../../shell/page-pending.tsx'
import { paths } from '../../shell/paths.ts'
import { useLastProject } from '../../shell/use-last-project.ts'
import { ConnectData } from './connect-data.tsx'

/** `/`: goes on to the project seen last, else to the first one. */
export function StartPage() {
  const { t } = useTranslation()
  const projects = useQuery(projectsQuery)
  const isAdmin = useQuery(userQuery).data?.role === 'admin'
  const [last] = useLastProject()
  const go = useGo()
  const project = projects.data?.find(({ projectUuid }) => projectUuid === last) ?? projects.data?.find(({ type }) => type === 'DEFAULT') ?? projects.data?.[0]
  useEffect(() => {
    if (project !== undefined) go(paths.home(project.projectUuid), { replace: true })
  }, [project, go])
  return (
    <QueryBoundary query={projects} failed={t('home.projectsFailed')} skeleton={<PagePending />}>
      {(list) =>
        list.length === 0 ? (
          <>
            <PageTitle title={t('shell.nav.home')} />
            {isAdmin ? <ConnectData /> : <EmptyState icon={IconDatabaseOff} text={t('home.noProject')} />}
          </>
        ) : (
          <PagePending />
        )
      }
    </QueryBoundary>
  )
}
