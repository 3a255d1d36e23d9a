import { asDashboardParameters, parameterValuesOf } from '@atrium/documents'
import { ActionIcon, Alert, Button, Group, Title, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconLayoutDashboard } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useBlocker } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../../api/api-error.ts'
import { keepSavedDashboard, updateDashboard, type Dashboard } from '../../../api/dashboards.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { LinkTo } from '../../../components/link-to.tsx'
import { writeShortcut } from '../../../components/shortcut.ts'
import { toastFailed } from '../../../components/toast.ts'
import { useGo } from '../../../components/use-go.ts'
import { useShortcut } from '../../../components/use-shortcut.ts'
import { effectiveFilters, missingFilters } from '../../../dashboard/effective-filters.ts'
import { waitingFor } from '../../../dashboard/rule-name.ts'
import { shownTab, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import { withChoice } from '../../../explore/parameter-choice.ts'
import { paths } from '../../../shell/paths.ts'
import { DashboardContext } from '../dashboard-context.ts'
import { DashboardParameters } from '../dashboard-parameters.tsx'
import { FilterBar } from '../filters/filter-bar.tsx'
import { useFilterFields } from '../use-filter-fields.ts'
import { useTileResults } from '../use-tile-results.ts'
import { AddTile } from './add-tile.tsx'
import { EditGrid } from './edit-grid.tsx'
import { EditTabs } from './edit-tabs.tsx'
import { useDashboardDraft } from './use-dashboard-draft.ts'

const noParameters = {}

/** The editor of a dashboard: what is changed here is saved together, and can be taken back step by step. */
export function DashboardEditor({ projectUuid, dashboard }: { projectUuid: string; dashboard: Dashboard }) {
  const { t } = useTranslation()
  const go = useGo()
  const queryClient = useQueryClient()
  const draft = useDashboardDraft(dashboard)
  const { document } = draft
  const [wantedTab, setWantedTab] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [conflict, setConflict] = useState(false)
  const leaving = useRef(false)
  const tab = shownTab(document, wantedTab)
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
  useBlocker({
    // oxlint-disable-next-line no-alert -- the browser asks the same way when its own tab is closed
    shouldBlockFn: () => !leaving.current && draft.canUndo && !window.confirm(t('dashboard.editing.leave')),
    enableBeforeUnload: () => !leaving.current && draft.canUndo,
  })
  const save = async (over: boolean): Promise<void> => {
    setBusy(true)
    try {
      const saved = await updateDashboard(dashboard.uuid, { ...document, ...(over ? {} : { expectedVersion: dashboard.dashboardVersionId }) })
      leaving.current = true
      keepSavedDashboard(queryClient, saved)
      void queryClient.invalidateQueries({ queryKey: ['dashboards', projectUuid] })
      go(paths.dashboard(projectUuid, dashboard.uuid))
    } catch (error) {
      if (error instanceof ApiError && error.statusCode === 409) setConflict(true)
      else toastFailed(t('dashboard.editing.saveFailed'), error)
    } finally {
      setBusy(false)
    }
  }
  useShortcut('mod+s', () => void save(false), !busy && draft.canUndo)
  useShortcut('mod+z', draft.undo, draft.canUndo)
  useShortcut('mod+shift+z', draft.redo, draft.canRedo)
  return (
    <DashboardContext value={context}>
      <Group justify="space-between" px={{ base: 10, sm: 16 }} py="sm" gap="sm">
        <Title order={1} size="h3">
          {dashboard.name}
        </Title>
        <Group gap="xs">
          <Tooltip label={`${t('dashboard.editing.undo')} ${writeShortcut('mod+z')}`}>
            <ActionIcon variant="default" size={30} aria-label={t('dashboard.editing.undo')} disabled={!draft.canUndo} onClick={draft.undo}>
              <IconArrowBackUp size={17} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={`${t('dashboard.editing.redo')} ${writeShortcut('mod+shift+z')}`}>
            <ActionIcon variant="default" size={30} aria-label={t('dashboard.editing.redo')} disabled={!draft.canRedo} onClick={draft.redo}>
              <IconArrowForwardUp size={17} />
            </ActionIcon>
          </Tooltip>
          <AddTile tiles={tiles} tabUuid={tab} onAdd={(tile) => draft.edit({ type: 'add-tile', tile })} />
          <Button size="xs" variant="default" component={LinkTo} href={paths.dashboard(projectUuid, dashboard.uuid)}>
            {t('dialog.cancel')}
          </Button>
          <Button size="xs" loading={busy} disabled={!draft.canUndo} onClick={() => void save(false)}>
            {t('dialog.save')}
          </Button>
        </Group>
      </Group>
      {conflict && (
        <Alert role="alert" color="orange" mx="md" mb="sm" title={t('dashboard.editing.conflict')} withCloseButton onClose={() => setConflict(false)}>
          <Group gap="xs">
            {t('dashboard.editing.conflictText')}
            <Button size="compact-sm" variant="default" onClick={() => void save(true)}>
              {t('dashboard.editing.saveOver')}
            </Button>
          </Group>
        </Alert>
      )}
      <FilterBar isEditing saved={document.filters} onChange={(filters) => draft.edit({ type: 'set-filters', filters })}>
        <DashboardParameters
          projectUuid={projectUuid}
          tiles={document.tiles}
          saved={noParameters}
          own={parameters}
          onChange={(name, values) => draft.edit({ type: 'set-parameters', parameters: asDashboardParameters(withChoice(parameters, name, values) ?? {}) })}
        />
      </FilterBar>
      <EditTabs document={document} shown={tab} onShow={setWantedTab} onEdit={draft.edit}>
        {tiles.length === 0 ? (
          <EmptyState icon={IconLayoutDashboard} text={t(document.tiles.length === 0 ? 'dashboard.empty' : 'dashboard.emptyTab')} />
        ) : (
          <EditGrid tiles={tiles} tabs={document.tabs} runs={runs} waiting={waiting} onEdit={draft.edit} />
        )}
      </EditTabs>
    </DashboardContext>
  )
}
