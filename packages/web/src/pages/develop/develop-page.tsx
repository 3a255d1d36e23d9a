import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { modelsQuery, type ModelList } from '../../api/develop.ts'
import { NeedsRole } from '../../components/needs-role.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import classes from './develop.module.css'
import { DevelopOverview } from './develop-overview.tsx'
import { FileWorkspace } from './file-workspace.tsx'
import { ModelFiles } from './model-files.tsx'

/** Models of a project: files at the left, the open one or an overview beside them. */
export function DevelopPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  return (
    <NeedsRole projectUuid={projectUuid} title={t('develop.title')} needs="model.view" least="developer">
      <Models projectUuid={projectUuid} />
    </NeedsRole>
  )
}

function Models({ projectUuid }: { projectUuid: string }) {
  const { t } = useTranslation()
  const models = useQuery(modelsQuery(projectUuid))
  return (
    <>
      <PageTitle title={t('develop.title')} />
      <QueryBoundary query={models} failed={t('develop.failed')} skeleton={<Skeleton height={400} m="lg" />}>
        {(list) => <Workspace projectUuid={projectUuid} list={list} />}
      </QueryBoundary>
    </>
  )
}

function Workspace({ projectUuid, list }: { projectUuid: string; list: ModelList }) {
  const { t } = useTranslation()
  const search = useLocation({ select: ({ searchStr }) => searchStr })
  const file = new URLSearchParams(search).get('file')
  useCrumbs(file === null ? [{ label: t('shell.nav.develop') }] : [{ label: t('shell.nav.develop'), href: paths.develop(projectUuid) }, { label: file }])
  return (
    <div className={classes['page']}>
      <ModelFiles projectUuid={projectUuid} list={list} file={file} />
      <div className={classes['work']}>
        {file !== null ? (
          <FileWorkspace
            key={file}
            projectUuid={projectUuid}
            path={file}
            isReadOnly={list.readOnly !== null && list.readOnly !== 'from_repository'}
            commits={list.readOnly === 'from_repository'}
          />
        ) : (
          <DevelopOverview projectUuid={projectUuid} list={list} />
        )}
      </div>
    </div>
  )
}
