import { dashboardChanges, withoutChartFacts, type DashboardChange, type DashboardDocument } from '@atrium/documents'
import { useTranslation } from 'react-i18next'
import type { VersionChange } from '../../../api/dashboards.ts'
import { Difference } from '../../../components/difference/difference.tsx'
import { SideBySide } from '../../../components/difference/side-by-side.tsx'
import { tileName } from '../../../dashboard/tile-name.ts'
import { useFilterFields } from '../use-filter-fields.ts'
import { changeText } from './change-text.ts'
import { LayoutSketch } from './layout-sketch.tsx'

/** Two states of a dashboard: what changed in words, both layouts with what came, went and moved, and their code. */
export function DashboardDifference({ before, after }: { before: DashboardDocument; after: DashboardDocument }) {
  const { t } = useTranslation()
  const { items } = useFilterFields(after.tiles)
  const changes = dashboardChanges(before, after).map((change) => changeText(asTold(change), items, t))
  return (
    <Difference
      before={plain(before)}
      after={plain(after)}
      changes={changes}
      look={
        <SideBySide
          before={<LayoutSketch document={before} other={after} marks="removed" />}
          after={<LayoutSketch document={after} other={before} marks="added" />}
        />
      }
    />
  )
}

/** A change as the server tells those of versions. */
function asTold(change: DashboardChange): VersionChange {
  if ('tile' in change) return { what: change.what, name: tileName(change.tile, '') }
  if ('filter' in change) return { what: change.what, name: change.filter.label ?? null, fieldId: change.filter.target.fieldId }
  if ('tab' in change) return { what: change.what, name: change.tab.name, ...('before' in change ? { before: change.before } : {}) }
  return { what: change.what, ...('count' in change ? { count: change.count } : {}) }
}

/** Without what the server tells of the charts on the tiles: that is nobody's change. */
const plain = (document: DashboardDocument): object => ({
  tabs: document.tabs,
  filters: document.filters,
  parameters: document.parameters,
  tiles: document.tiles.map((tile) => {
    const { chartName } = tile.properties
    return { ...(typeof chartName === 'string' ? { chart: chartName } : {}), ...withoutChartFacts(tile) }
  }),
})
