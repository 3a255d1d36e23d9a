import { applyEdit, asDashboardParameters, parameterValuesOf, type DashboardDocument, type DashboardEdit } from '@atrium/documents'
import { Title } from '@mantine/core'
import { IconLayoutDashboard } from '@tabler/icons-react'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Dashboard } from '../../../api/dashboards.ts'
import type { DraftOnServer } from '../../../api/drafts.ts'
import { DraftFrame } from '../../../components/draft/draft-frame.tsx'
import { EmptyState } from '../../../components/empty-state.tsx'
import { effectiveFilters, missingFilters } from '../../../dashboard/effective-filters.ts'
import { waitingFor } from '../../../dashboard/rule-name.ts'
import { shownTab, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import { useDraft } from '../../../draft/use-draft.ts'
import { withChoice } from '../../../explore/parameter-choice.ts'
import { paths } from '../../../shell/paths.ts'
import { DashboardContext } from '../dashboard-context.ts'
import { DashboardParameters } from '../dashboard-parameters.tsx'
import { FilterBar } from '../filters/filter-bar.tsx'
import { DashboardDifference } from '../history/dashboard-difference.tsx'
import { useDashboardUrl } from '../use-dashboard-url.ts'
import { useFilterFields } from '../use-filter-fields.ts'
import { useTileResults } from '../use-tile-results.ts'
import { AddTile } from './add-tile.tsx'
import { EditGrid } from './edit-grid.tsx'
import { EditTabs } from './edit-tabs.tsx'

type Props = { projectUuid: string; dashboard: Dashboard; start: DraftOnServer<DashboardDocument> }

const noParameters = {}

/** The editor of a dashboard: what is changed here is a draft until it is published, and can be taken back step by step. */
export function DashboardEditor({ projectUuid, dashboard, start }: Props) {
  const { t } = useTranslation()
  const draft = useDraft('dashboards', dashboard.uuid, start)
  const { store } = draft
  const { document } = draft.state
  const edit = useCallback((given: DashboardEdit) => store.edit(applyEdit(store.state().document, given)), [store])
  const [url, setUrl] = useDashboardUrl()
  const tab = shownTab(document, url.tab)
  const tiles = useMemo(() => tilesOfTab(document, tab), [document, tab])
  const { available, items, isReady } = useFilterFields(document.tiles)
  const asked = useMemo(() => effectiveFilters(document.filters, items), [document.filters, items])
  const waiting = waitingFor(isReady ? missingFilters(document.filters, items) : [], items, t)
  const parameters = useMemo(() => parameterValuesOf(document.parameters), [document.parameters])
  const runs = useTileResults({
    dashboardUuid: dashboard.uuid,
    tiles,
    filters: asked,
    dateZoom: null,
    parameters,
    canRun: isReady && waiting === null,
  })
  const context = useMemo(
    () => ({ projectUuid, dashboardUuid: dashboard.uuid, items, available, dateZoom: null, ...document }),
    [projectUuid, dashboard.uuid, items, available, document],
  )
  return (
    <DashboardContext value={context}>
      <DraftFrame
        draft={draft}
        projectUuid={projectUuid}
        name={dashboard.name}
        viewHref={paths.dashboardTab(projectUuid, dashboard.uuid, url.tab)}
        difference={DashboardDifference}
        actions={<AddTile tiles={tiles} tabUuid={tab} onAdd={(tile) => edit({ type: 'add-tile', tile })} />}
      >
        <Title order={1} size="h3" px={{ base: 10, sm: 16 }} py="sm">
          {dashboard.name}
        </Title>
        <FilterBar isEditing saved={document.filters} onChange={(filters) => edit({ type: 'set-filters', filters })}>
          <DashboardParameters
            projectUuid={projectUuid}
            tiles={document.tiles}
            saved={noParameters}
            own={parameters}
            onChange={(name, values) => edit({ type: 'set-parameters', parameters: asDashboardParameters(withChoice(parameters, name, values) ?? {}) })}
          />
        </FilterBar>
        <EditTabs document={document} shown={tab} onShow={(shown) => setUrl({ tab: shown }, { replace: true })} onEdit={edit}>
          {tiles.length === 0 ? (
            <EmptyState icon={IconLayoutDashboard} text={t(document.tiles.length === 0 ? 'dashboard.empty' : 'dashboard.emptyTab')} />
          ) : (
            <EditGrid tiles={tiles} tabs={document.tabs} runs={runs} waiting={waiting} onEdit={edit} />
          )}
        </EditTabs>
      </DraftFrame>
    </DashboardContext>
  )
}
