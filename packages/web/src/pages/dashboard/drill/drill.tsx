import { getItemLabel } from '@atrium/semantic'
import { useState } from 'react'
import type { TileResults } from '../../../api/dashboards.ts'
import { newUuid } from '../../../api/new-uuid.ts'
import type { ClickedValue } from '../../../charts/clicked-value.ts'
import { underlyingQuery } from '../../../explore/underlying-query.ts'
import { UnderlyingDrawer } from '../../explore/dialogs/underlying-drawer.tsx'
import { useDashboard } from '../dashboard-context.ts'
import { BreakDownDrawer } from './break-down-drawer.tsx'
import { DrillMenu, type DrillTo } from './drill-menu.tsx'
import { ExplainDialog } from './explain-dialog.tsx'
import { useValueText } from './use-value-text.ts'

type Props = { tileUuid: string; data: TileResults; clicked: ClickedValue; onClose: () => void }

/** The menu of a clicked value, and then what was picked from it. */
export function Drill({ tileUuid, data, clicked, onClose }: Props) {
  const { projectUuid } = useDashboard()
  const [to, setTo] = useState<DrillTo | null>(null)
  const { row, fieldId } = clicked
  const { items, textOf } = useValueText(data, row)
  const item = items[fieldId]
  const title = `${item === undefined ? fieldId : getItemLabel(item)}: ${textOf(fieldId)}`
  const [rowsBehind] = useState(() =>
    underlyingQuery({
      explore: data.explore,
      query: { ...data.metricQuery, exploreName: data.explore.name },
      items,
      row,
      fieldId,
      newId: newUuid,
    }),
  )
  switch (to) {
    case null:
      return <DrillMenu tileUuid={tileUuid} data={data} clicked={clicked} onDrill={setTo} onClose={onClose} />
    case 'underlying':
      return <UnderlyingDrawer projectUuid={projectUuid} query={rowsBehind} title={title} onClose={onClose} />
    case 'break_down':
      return <BreakDownDrawer projectUuid={projectUuid} data={data} row={row} fieldId={fieldId} title={title} onClose={onClose} />
    case 'explain':
      return <ExplainDialog data={data} row={row} fieldId={fieldId} onClose={onClose} />
  }
}
