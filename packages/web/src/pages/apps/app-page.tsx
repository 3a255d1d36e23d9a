import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../api/api-error.ts'
import type { AppSession } from '../../api/app-sessions.ts'
import { appQuery, publishedAppQuery, type PublishedApp } from '../../api/apps.ts'
import { ClosedPage } from '../../components/closed-page.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { AppView } from './app-view.tsx'
import { WithAppComments } from './with-app-comments.tsx'

/** The app of a notebook as it is published, for everybody who sees its space. */
export function AppPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const appUuid = useRouteParam('app')
  const published = useQuery(publishedAppQuery(appUuid))
  const isClosed = published.error instanceof ApiError && published.error.statusCode === 403
  // Its editors have the notebook, whether it is published or not.
  const notebook = useQuery({ ...appQuery(appUuid), enabled: isClosed, retry: false }).data
  const back = { label: t('notebooks.title'), href: paths.notebooks(projectUuid) }
  const title = published.data?.title ?? notebook?.name ?? t('apps.one')
  useCrumbs([back, { label: title }])
  if (isClosed) {
    return (
      <ClosedPage
        title={title}
        text={t(notebook === undefined ? 'apps.closed' : 'apps.unpublished')}
        instead={
          notebook?.abilities.includes('app.update') === true && (
            <Button variant="light" component={LinkTo} href={paths.notebook(projectUuid, appUuid)}>
              {t('apps.openNotebook')}
            </Button>
          )
        }
      />
    )
  }
  return (
    <PageBoundary query={published} title={title} failed={t('apps.failed')} back={back}>
      {(app) => (
        <>
          <PageTitle title={app.title} />
          <WithAppComments published={app}>
            <OpenApp key={app.app.uuid} projectUuid={projectUuid} published={app} />
          </WithAppComments>
        </>
      )}
    </PageBoundary>
  )
}

/** An app from one version to the next: the session that was begun for that goes on in it. */
function OpenApp({ projectUuid, published }: { projectUuid: string; published: PublishedApp }) {
  const [begun, setBegun] = useState<AppSession | null>(null)
  const { versionUuid } = published
  return (
    <AppView key={versionUuid} projectUuid={projectUuid} published={published} begun={begun?.versionUuid === versionUuid ? begun : null} onBegun={setBegun} />
  )
}
