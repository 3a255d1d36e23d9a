import { getItemLabel } from '@atrium/semantic'
import { Menu } from '@mantine/core'
import { IconChartBar, IconInfoCircle, IconList } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import type { ClickedValue } from '../../../charts/clicked-value.ts'
import { useMay } from '../../../components/use-may.ts'
import { useDashboard } from '../dashboard-context.ts'
import { dimensionsOfRow } from './dimensions-of-row.ts'
import { useValueText } from './use-value-text.ts'
import { ValueMenu } from './value-menu.tsx'

export type DrillTo = 'underlying' | 'break_down' | 'explain'

type Props = { tileUuid: string; data: TileResults; clicked: ClickedValue; onDrill: (to: DrillTo) => void; onClose: () => void }

/** What one can do with a value on a tile: filter the others by what it is of, see what is behind it, copy it. */
export function DrillMenu({ tileUuid, data, clicked: { row, fieldId, x, y }, onDrill, onClose }: Props) {
  const { t } = useTranslation()
  const { projectUuid } = useDashboard()
  const mayExplore = useMay(projectUuid, 'explore.run')
  const { items, textOf } = useValueText(data, row)
  const item = items[fieldId]
  const isMetric = data.metricQuery.metrics.includes(fieldId)
  const text = textOf(fieldId)
  return (
    <ValueMenu
      at={{ x, y }}
      label={item === undefined ? fieldId : getItemLabel(item)}
      text={text}
      copied={row[fieldId]?.value.raw === null ? '' : text}
      values={dimensionsOfRow(data, row, tileUuid).map((value) => ({ value, text: textOf(value.fieldId) }))}
      onClose={onClose}
    >
      {/* Closing the menu would take away what it opens. */}
      {isMetric && mayExplore && (
        <>
          <Menu.Divider />
          <Menu.Item closeMenuOnClick={false} leftSection={<IconList size={15} />} onClick={() => onDrill('underlying')}>
            {t('grid.underlying')}
          </Menu.Item>
          <Menu.Item closeMenuOnClick={false} leftSection={<IconChartBar size={15} />} onClick={() => onDrill('break_down')}>
            {t('dashboard.drill.breakDown')}
          </Menu.Item>
        </>
      )}
      <Menu.Divider />
      <Menu.Item closeMenuOnClick={false} leftSection={<IconInfoCircle size={15} />} onClick={() => onDrill('explain')}>
        {t('dashboard.drill.explain')}
      </Menu.Item>
    </ValueMenu>
  )
}
