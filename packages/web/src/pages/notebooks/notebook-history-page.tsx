import type { NotebookDocument } from '@atrium/documents'
import { Badge, Box, Group, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { appQuery, appVersionQuery, appVersionsQuery, rollbackApp, type App } from '../../api/apps.ts'
import { refreshContentLists } from '../../api/content-lists.ts'
import { VersionHistory } from '../../components/history/version-history.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ClosedNotebook } from './closed-notebook.tsx'
import { CellViews } from './cells/cell-views.tsx'
import { NotebookDifference } from './notebook-difference.tsx'

/** A notebook beside its versions, and which of them viewers have; the one that is looked at is in the address. */
export function NotebookHistoryPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const notebookUuid = useRouteParam('notebook')
  const app = useQuery(appQuery(notebookUuid))
  const name = app.data?.name ?? t('notebooks.one')
  const title = t('chartPage.historyOf', { name })
  useCrumbs([
    { label: t('notebooks.title'), href: paths.notebooks(projectUuid) },
    { label: name, href: paths.notebook(projectUuid, notebookUuid) },
    { label: t('history.title') },
  ])
  return (
    <PageBoundary query={app} title={title} failed={t('notebooks.oneFailed')} back={{ label: t('notebooks.title'), href: paths.notebooks(projectUuid) }}>
      {(saved) => (
        <>
          <PageTitle title={title} />
          {saved.abilities.includes('app.update') ? (
            <Versions key={saved.uuid} projectUuid={projectUuid} app={saved} />
          ) : (
            <ClosedNotebook projectUuid={projectUuid} app={saved} />
          )}
        </>
      )}
    </PageBoundary>
  )
}

function Versions({ projectUuid, app }: { projectUuid: string; app: App }) {
  const { t } = useTranslation()
  const versions = useQuery(appVersionsQuery(app.uuid))
  return (
    <QueryBoundary query={versions} failed={t('notebooks.versionsFailed')} skeleton={<Skeleton height={320} m="md" />}>
      {({ versions: all }) => {
        const newest = all.at(-1)
        return newest === undefined ? null : <Beside projectUuid={projectUuid} app={app} newestUuid={newest.versionUuid} />
      }}
    </QueryBoundary>
  )
}

function Beside({ projectUuid, app, newestUuid }: { projectUuid: string; app: App; newestUuid: string }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const { uuid } = app
  const history = useQuery({
    ...appVersionsQuery(uuid),
    select: ({ versions }) =>
      versions.map((version) => ({
        ...version,
        changes: [
          t('notebooks.versionNumber', { number: version.number }),
          ...(version.message === null ? [] : [version.message]),
          ...(version.number === app.published?.version ? [t('notebooks.viewersHave')] : []),
        ],
      })),
  })
  const events = useQuery({ ...appVersionsQuery(uuid), select: ({ events: all }) => all }).data
  const newest = useQuery(appVersionQuery(uuid, newestUuid))
  const restore = async (versionUuid: string): Promise<void> => {
    await rollbackApp(uuid, versionUuid)
    await Promise.all([queryClient.invalidateQueries({ queryKey: ['app', uuid] }), refreshContentLists(queryClient, projectUuid)])
  }
  return (
    <QueryBoundary query={newest} failed={t('notebooks.versionsFailed')} skeleton={<Skeleton height={320} m="md" />}>
      {({ document: current }) => (
        <VersionHistory<NotebookDocument>
          name={app.name}
          current={current}
          history={history}
          events={events}
          versionQuery={(versionUuid) => appVersionQuery(uuid, versionUuid)}
          closeHref={paths.notebook(projectUuid, uuid)}
          pageHref={paths.notebookHistory(projectUuid, uuid)}
          onRestore={app.abilities.includes('app.update') ? restore : undefined}
          skeleton={<Skeleton height={320} m="md" />}
          renderState={(document) => (
            <Box mx={{ base: 10, sm: 16 }} mb="md">
              <Group gap="xs" mb="sm">
                <Badge variant="light" tt="none" color={app.published === null ? 'gray' : 'blue'}>
                  {app.published === null ? t('notebooks.status.never') : t('notebooks.viewersHaveVersion', { number: app.published.version })}
                </Badge>
              </Group>
              <CellViews document={document} />
            </Box>
          )}
          renderDifference={(before, after) => <NotebookDifference projectUuid={projectUuid} before={before} after={after} />}
        />
      )}
    </QueryBoundary>
  )
}
