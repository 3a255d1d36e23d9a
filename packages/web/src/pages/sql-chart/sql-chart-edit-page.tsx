import type { SqlChartDocument } from '@atrium/documents'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { draftQuery, type DraftOnServer } from '../../api/drafts.ts'
import { mayWithSqlChart, sqlChartQuery, type SqlChart } from '../../api/sql-charts.ts'
import { ClosedPage } from '../../components/closed-page.tsx'
import { DraftFrame } from '../../components/draft/draft-frame.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PageBoundary } from '../../components/page-boundary.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { useProjectUuid, useRouteParam } from '../../components/use-route-param.ts'
import { useDraft } from '../../draft/use-draft.ts'
import { useTypedText } from '../../draft/use-typed-text.ts'
import { useCrumbs } from '../../shell/crumbs.ts'
import { paths } from '../../shell/paths.ts'
import classes from '../sql/sql.module.css'
import { SqlChartDifference } from './sql-chart-difference.tsx'
import { SqlChartWorkspace } from './sql-chart-workspace.tsx'

/** The SQL and the drawing of a SQL chart, for those who may change it: a draft until it is published as the next version. */
export function SqlChartEditPage() {
  const { t } = useTranslation()
  const projectUuid = useProjectUuid()
  const chartUuid = useRouteParam('sqlChart')
  const chart = useQuery({ ...sqlChartQuery(projectUuid, chartUuid), staleTime: Infinity })
  const name = chart.data?.name ?? t('sqlChart.title')
  const title = t('chartPage.editing', { name })
  const page = paths.sqlChart(projectUuid, chartUuid)
  useCrumbs([
    ...(chart.data === undefined ? [] : [{ label: chart.data.space.name, href: paths.space(projectUuid, chart.data.space.uuid) }]),
    { label: name, href: page },
    { label: t('chartPage.edit') },
  ])
  return (
    <PageBoundary query={chart} title={title} failed={t('sqlChart.failed')} back={{ label: t('spaces.title'), href: paths.spaces(projectUuid) }}>
      {(saved) =>
        mayWithSqlChart(saved, 'chart.update') ? (
          <Editor key={saved.savedSqlUuid} projectUuid={projectUuid} chart={saved} title={title} />
        ) : (
          <ClosedPage
            title={title}
            text={t('content.needsEditor', { space: saved.space.name, role: t('roles.developer') })}
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

type EditorProps = { projectUuid: string; chart: SqlChart; title: string }

function Editor({ projectUuid, chart, title }: EditorProps) {
  const { t } = useTranslation()
  const draft = useQuery(draftQuery<SqlChartDocument>('sql-charts', chart.savedSqlUuid))
  const back = { label: t('chartPage.open'), href: paths.sqlChart(projectUuid, chart.savedSqlUuid) }
  return (
    <PageBoundary query={draft} title={title} failed={t('draft.failed')} back={back}>
      {(start) => <SqlChartDraft projectUuid={projectUuid} chart={chart} title={title} start={start} />}
    </PageBoundary>
  )
}

function SqlChartDraft({ projectUuid, chart, title, start }: EditorProps & { start: DraftOnServer<SqlChartDocument> }) {
  const draft = useDraft('sql-charts', chart.savedSqlUuid, start)
  const { store, state } = draft
  const edit = (change: Partial<SqlChartDocument>): void => store.edit({ ...store.state().document, ...change })
  const { text, write } = useTypedText(state.document.sql, (sql) => edit({ sql }))
  return (
    <div className={classes['draft']}>
      <PageTitle title={title} />
      <DraftFrame
        draft={draft}
        projectUuid={projectUuid}
        name={chart.name}
        viewHref={paths.sqlChart(projectUuid, chart.savedSqlUuid)}
        difference={SqlChartDifference}
        finished={text === state.document.sql ? state.document : { ...state.document, sql: text }}
      >
        <SqlChartWorkspace
          projectUuid={projectUuid}
          name={chart.name}
          title={title}
          document={{ ...state.document, sql: text }}
          onWrite={write}
          onEdit={edit}
        />
      </DraftFrame>
    </div>
  )
}
