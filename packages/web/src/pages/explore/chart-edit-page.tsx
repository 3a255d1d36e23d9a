import { documentLines, type ChartDocument } from '@atrium/documents'
import type { Explore } from '@atrium/semantic'
import { Alert, Button, Code, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { draftQuery, type DraftOnServer } from '../../api/drafts.ts'
import { exploreQuery } from '../../api/explores.ts'
import { chartQuery, mayWithChart, type SavedChart } from '../../api/saved-charts.ts'
import { ClosedPage } from '../../components/closed-page.tsx'
import { DraftFrame } from '../../components/draft/draft-frame.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useDraft, type OpenDraft } from '../../draft/use-draft.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import { ChartDifference } from '../chart/chart-difference.tsx'
import classes from './explore.module.css'
import { ExploreSkeleton } from './explore-skeleton.tsx'
import { ExploreWorkspace } from './explore-workspace.tsx'
import { finishedChart, useChartDraftState } from './use-chart-draft-state.ts'

/** The explore page with a saved chart in it, for those who may change it: a draft until it is published as the chart's next version. */
export function ChartEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('chart')
  const chart = useQuery({ ...chartQuery(chartUuid), staleTime: Infinity })
  const name = chart.data?.name ?? t('chartPage.title')
  const page = paths.chart(projectUuid, chartUuid)
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.spaceName, href: paths.space(projectUuid, chart.data.spaceUuid) }]),
    { label: name, href: page },
    { label: t('chartPage.edit') },
  ])
  return (
    <PageBoundary
      query={chart}
      title={t('chartPage.editing', { name })}
      failed={t('chartPage.failed')}
      back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}
      skeleton={<ExploreSkeleton />}
    >
      {(saved) =>
        mayWithChart(saved, 'chart.update') ? (
          <ChartEditor key={chartUuid} projectUuid={projectUuid} chart={saved} />
        ) : (
          <ClosedPage
            title={t('chartPage.editing', { name })}
            text={t('content.needsEditor', { space: saved.spaceName, role: t('roles.interactive_viewer') })}
            instead={
              <Button variant="light" component={LinkTo} href={page}>
                {t('chartPage.open')}
              </Button>
            }
          />
        )
      }
    </PageBoundary>
  )
}

type EditorProps = { projectUuid: string; chart: SavedChart }

function ChartEditor({ projectUuid, chart }: EditorProps) {
  const { t } = useTranslation()
  const draft = useQuery(draftQuery<ChartDocument>('charts', chart.uuid))
  const back = { label: t('chartPage.open'), href: paths.chart(projectUuid, chart.uuid) }
  return (
    <PageBoundary query={draft} title={t('chartPage.editing', { name: chart.name })} failed={t('draft.failed')} back={back} skeleton={<ExploreSkeleton />}>
      {(start) => <ChartDraft projectUuid={projectUuid} chart={chart} start={start} />}
    </PageBoundary>
  )
}

function ChartDraft({ projectUuid, chart, start }: EditorProps & { start: DraftOnServer<ChartDocument> }) {
  const { t } = useTranslation()
  const draft = useDraft('charts', chart.uuid, start)
  const { document } = draft.state
  const explore = useQuery({ ...exploreQuery(projectUuid, document.tableName), retry: false })
  const title = t('chartPage.editing', { name: chart.name })
  const finished = useMemo(() => (explore.data === undefined ? undefined : finishedChart(document, explore.data)), [document, explore.data])
  return (
    <div className={classes['draft']}>
      <PageTitle title={title} />
      <DraftFrame
        draft={draft}
        projectUuid={projectUuid}
        name={chart.name}
        viewHref={paths.chart(projectUuid, chart.uuid)}
        difference={ChartDifference}
        {...(finished === undefined ? {} : { finished })}
      >
        {explore.data !== undefined ? (
          <ChartWorkspace projectUuid={projectUuid} chart={chart} draft={draft} explore={explore.data} />
        ) : explore.isPending ? (
          <ExploreSkeleton />
        ) : (
          <Alert role="alert" color="red" variant="light" m="md" title={t('draft.exploreGoneTitle', { explore: document.tableName })}>
            <Text size="sm">{t('draft.exploreGone')}</Text>
            <Code block mt="sm">
              {documentLines(document).join('\n')}
            </Code>
          </Alert>
        )}
      </DraftFrame>
    </div>
  )
}

function ChartWorkspace({ projectUuid, chart, draft, explore }: EditorProps & { draft: OpenDraft<ChartDocument>; explore: Explore }) {
  const edited = useChartDraftState(draft, explore)
  return <ExploreWorkspace projectUuid={projectUuid} explore={explore} edited={edited} hasChanges={false} chart={chart} />
}
