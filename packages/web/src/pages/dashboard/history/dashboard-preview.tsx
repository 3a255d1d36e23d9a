import { parameterValuesOf, type DashboardDocument } from '@atrium/documents'
import { Badge, Group } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { allRules, effectiveFilters, isActive, missingFilters } from '../../../dashboard/effective-filters.ts'
import { ruleSentence, waitingFor } from '../../../dashboard/rule-name.ts'
import { orderedTabs, shownTab, tilesOfTab } from '../../../dashboard/tiles-of-tab.ts'
import { DashboardContext } from '../dashboard-context.ts'
import { ViewTabs } from '../../../components/grid/view-tabs.tsx'
import { FullScreenTile } from '../full-screen-tile.tsx'
import { TileGrid } from '../tile-grid.tsx'
import { useFilterFields } from '../use-filter-fields.ts'
import { useTileResults } from '../use-tile-results.ts'

type Props = { projectUuid: string; dashboardUuid: string; document: DashboardDocument; /** Charts as they were at this moment, ISO 8601. */ asOf?: string }

/** A dashboard as one version had it, with today's data and the filters saved with it. */
export function DashboardPreview({ projectUuid, dashboardUuid, document, asOf }: Props) {
  const { t } = useTranslation()
  const [wantedTab, setWantedTab] = useState<string | null>(null)
  const [full, setFull] = useState<string | null>(null)
  const { available, items, isReady } = useFilterFields(document.tiles, asOf)
  const tab = shownTab(document, wantedTab)
  const tiles = useMemo(() => tilesOfTab(document, tab), [document, tab])
  const asked = useMemo(() => effectiveFilters(document.filters, items), [document.filters, items])
  const waiting = waitingFor(isReady ? missingFilters(document.filters, items) : [], items, t)
  const parameters = useMemo(() => parameterValuesOf(document.parameters), [document.parameters])
  const runs = useTileResults({ dashboardUuid, tiles, filters: asked, dateZoom: null, parameters, canRun: isReady && waiting === null, asOf })
  const context = useMemo(
    () => ({ projectUuid, dashboardUuid, items, available, tiles: document.tiles, tabs: document.tabs, filters: document.filters, dateZoom: null, asOf }),
    [projectUuid, dashboardUuid, items, available, document, asOf],
  )
  const active = allRules(document.filters).filter((rule) => isActive(rule, items))
  const grid = <TileGrid tiles={tiles} runs={runs} waiting={waiting} onFullScreen={setFull} />
  return (
    <DashboardContext value={context}>
      {active.length > 0 && (
        <Group gap={6} px={{ base: 10, sm: 16 }} pb="xs">
          {active.map((rule) => (
            <Badge key={rule.id} variant="light" tt="none" size="lg" radius="sm" maw="100%">
              {ruleSentence(rule, items, t)}
            </Badge>
          ))}
        </Group>
      )}
      {tab === null ? (
        grid
      ) : (
        <ViewTabs label={t('dashboard.tabs')} tabs={orderedTabs(document)} shown={tab} onShow={setWantedTab}>
          {grid}
        </ViewTabs>
      )}
      {full !== null && <FullScreenTile tiles={tiles} shown={full} runs={runs} waiting={waiting} onShow={setFull} />}
    </DashboardContext>
  )
}
