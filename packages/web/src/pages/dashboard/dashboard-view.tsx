import { asDashboardParameters, parameterValuesOf, type DashboardFilters } from '@atrium/documents'
import type { ItemsMap } from '@atrium/semantic'
import { Button } from '@mantine/core'
import { IconLayoutDashboard } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { keepSavedDashboard, mayUpdate, updateDashboard, type Dashboard, type DateZoom } from '../../api/dashboards.ts'
import { WithComments } from '../../comments/with-comments.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { PageTitle } from '../../components/page-title.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { useGo } from '../../components/use-go.ts'
import { useShortcut } from '../../components/use-shortcut.ts'
import { readParameters, writeParameters } from '../../dashboard/chosen-parameters.ts'
import { autoZoom } from '../../dashboard/auto-zoom.ts'
import { readCrossFilters, withClick, withCrossFilters, writeCrossFilters, type CrossFilter } from '../../dashboard/cross-filters.ts'
import { effectiveFilters, missingFilters } from '../../dashboard/effective-filters.ts'
import { applyOverrides, encodeOverrides } from '../../dashboard/filter-overrides.ts'
import { waitingFor } from '../../dashboard/rule-name.ts'
import { readTileSorts, withTileSorts, writeTileSorts } from '../../dashboard/tile-sorts.ts'
import { orderedTabs, shownTab, tilesOfTab } from '../../dashboard/tiles-of-tab.ts'
import { withChoice } from '../../explore/parameter-choice.ts'
import { paths } from '../../shell/paths.ts'
import { DashboardContext } from './dashboard-context.ts'
import { DashboardHeader } from './dashboard-header.tsx'
import { DashboardParameters } from './dashboard-parameters.tsx'
import { ViewTabs } from '../../components/grid/view-tabs.tsx'
import { tileName } from '../../dashboard/tile-name.ts'
import { DateZoomMenu } from './date-zoom-menu.tsx'
import { CrossChips } from './filters/cross-chips.tsx'
import { FilterBar } from './filters/filter-bar.tsx'
import { FullScreenTile } from './full-screen-tile.tsx'
import { TileGrid } from './tile-grid.tsx'
import { useDashboardUrl } from './use-dashboard-url.ts'
import { useFilterFields } from './use-filter-fields.ts'
import { useTileResults } from './use-tile-results.ts'
import { ViewerContext, type ViewerContextValue } from './viewer-context.ts'

/** A dashboard as it is read. Filters, parameters, date zoom, tab and full-screen tile are in the address. */
export function DashboardView({ projectUuid, dashboard }: { projectUuid: string; dashboard: Dashboard }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const [url, setUrl] = useDashboardUrl()
  const { available, items, isReady } = useFilterFields(dashboard.tiles)
  const filters = useMemo(() => applyOverrides(dashboard.filters, url.filters), [dashboard.filters, url.filters])
  const cross = useMemo(() => readCrossFilters(url.cross), [url.cross])
  const dateZoom = useMemo(() => (url.dateZoom === 'Auto' ? zoomNow(filters, items) : url.dateZoom), [url.dateZoom, filters, items])
  const sorts = useMemo(() => readTileSorts(url.sorts), [url.sorts])
  const asked = useMemo(() => withCrossFilters(effectiveFilters(filters, items), cross), [filters, items, cross])
  const saved = useMemo(() => parameterValuesOf(dashboard.parameters), [dashboard.parameters])
  const own = useMemo(() => readParameters(url.parameters), [url.parameters])
  const parameters = useMemo(() => ({ ...saved, ...own }), [saved, own])
  const tabs = useMemo(() => orderedTabs(dashboard), [dashboard])
  const tab = shownTab(dashboard, url.tab)
  const tiles = useMemo(() => tilesOfTab(dashboard, tab), [dashboard, tab])
  const waiting = waitingFor(isReady ? missingFilters(filters, items) : [], items, t)
  const hasFilters = asked.dimensions.length + asked.metrics.length + asked.tableCalculations.length > 0
  // Without filters nothing depends on the fields, so charts need not wait for them.
  const runs = useTileResults({
    dashboardUuid: dashboard.uuid,
    tiles,
    filters: asked,
    dateZoom,
    parameters,
    sorts,
    canRun: waiting === null && (isReady || !hasFilters),
  })
  const context = useMemo(
    () => ({ projectUuid, dashboardUuid: dashboard.uuid, tiles: dashboard.tiles, tabs: dashboard.tabs, items, available, filters, dateZoom }),
    [projectUuid, dashboard, items, available, filters, dateZoom],
  )
  const showTile = useCallback((tile: string | null) => setUrl({ tile }, { replace: url.tile !== null }), [setUrl, url.tile])
  const showComments = useCallback((comments: string | null) => setUrl({ comments }, { replace: url.comments !== null }), [setUrl, url.comments])
  const talkedAbout = useMemo(() => ({ kind: 'dashboards', uuid: dashboard.uuid }) as const, [dashboard.uuid])
  const parts = useMemo(() => dashboard.tiles.map((tile) => ({ id: tile.uuid, name: tileName(tile, t('dashboard.tile.untitled')) })), [dashboard.tiles, t])
  const setCross = useCallback((next: readonly CrossFilter[]) => setUrl({ cross: writeCrossFilters(next) }), [setUrl])
  const viewer = useMemo(
    (): ViewerContextValue => ({
      cross,
      click: (clicked, how) => setCross(withClick(cross, clicked, how)),
      sorts,
      sort: (tileUuid, own) => setUrl({ sorts: writeTileSorts(withTileSorts(sorts, tileUuid, own)) }),
    }),
    [cross, setCross, sorts, setUrl],
  )
  const showTab = useCallback((uuid: string) => setUrl({ tab: uuid, tile: null }), [setUrl])
  useShortcut('mod+Enter', () => runs.refresh({ force: false }))
  useShortcut('mod+shift+Enter', () => runs.refresh({ force: true }))
  const canEdit = mayUpdate(dashboard)
  useShortcut('e', () => go(paths.dashboardEdit(projectUuid, dashboard.uuid, url.tab)), canEdit)
  const saveDefault = async (what: 'filters' | 'parameters'): Promise<void> => {
    const document = what === 'filters' ? { filters } : { parameters: asDashboardParameters(parameters) }
    try {
      keepSavedDashboard(queryClient, await updateDashboard(dashboard.uuid, { ...document, expectedVersion: dashboard.dashboardVersionId }))
      setUrl({ [what]: '' }, { replace: true })
      toastDone(t(`dashboard.${what}.defaultSaved`))
    } catch (error) {
      toastFailed(t('dashboard.filters.saveDefaultFailed'), error)
    }
  }
  const content =
    tiles.length === 0 ? (
      <EmptyState
        icon={IconLayoutDashboard}
        text={t(dashboard.tiles.length === 0 ? 'dashboard.empty' : 'dashboard.emptyTab')}
        action={
          canEdit && (
            <Button component={LinkTo} href={paths.dashboardEdit(projectUuid, dashboard.uuid, url.tab)} size="sm">
              {t('dashboard.addFirst')}
            </Button>
          )
        }
      />
    ) : (
      <TileGrid tiles={tiles} runs={runs} waiting={waiting} onFullScreen={showTile} />
    )
  return (
    <DashboardContext value={context}>
      <ViewerContext value={viewer}>
        <WithComments on={talkedAbout} parts={parts} abilities={dashboard.abilities} shown={url.comments} onShow={showComments}>
          <PageTitle title={dashboard.name} />
          <DashboardHeader projectUuid={projectUuid} dashboard={dashboard} tab={url.tab} runs={runs} />
          {dashboard.tiles.length > 0 && (
            <FilterBar
              saved={dashboard.filters}
              onChange={(next) => setUrl({ filters: encodeOverrides(dashboard.filters, next) })}
              onReset={cross.length === 0 ? undefined : () => setUrl({ filters: '', cross: '' })}
              onSaveDefault={canEdit ? () => void saveDefault('filters') : undefined}
            >
              <CrossChips filters={cross} onChange={setCross} />
              <DashboardParameters
                projectUuid={projectUuid}
                tiles={dashboard.tiles}
                saved={saved}
                own={own}
                onChange={(name, values) => setUrl({ parameters: writeParameters(withChoice(own, name, values)) })}
                onReset={() => setUrl({ parameters: '' })}
                onSaveDefault={canEdit ? () => void saveDefault('parameters') : undefined}
              />
              <DateZoomMenu value={url.dateZoom} zoom={dateZoom} onChange={(choice) => setUrl({ dateZoom: choice })} />
            </FilterBar>
          )}
          {tab === null ? (
            content
          ) : (
            <ViewTabs label={t('dashboard.tabs')} tabs={tabs} shown={tab} onShow={showTab}>
              {content}
            </ViewTabs>
          )}
          {url.tile !== null && <FullScreenTile tiles={tiles} shown={url.tile} runs={runs} waiting={waiting} onShow={showTile} />}
        </WithComments>
      </ViewerContext>
    </DashboardContext>
  )
}

const zoomNow = (filters: DashboardFilters, items: ItemsMap): DateZoom | null => autoZoom(filters, items, Date.now())
