import { getItemLabel } from '@atrium/semantic'
import { Menu, Text } from '@mantine/core'
import { IconChartBar, IconCopy, IconFilter, IconFilterOff, IconInfoCircle, IconList } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TileResults } from '../../../api/dashboards.ts'
import type { ClickedValue } from '../../../charts/clicked-value.ts'
import { copyText } from '../../../components/copy-text.ts'
import { toastDone } from '../../../components/toast.ts'
import { useMay } from '../../../components/use-may.ts'
import { useViewer } from '../viewer-context.ts'
import { useDashboard } from '../dashboard-context.ts'
import { dimensionsOfRow } from './dimensions-of-row.ts'
import { useValueText } from './use-value-text.ts'

export type DrillTo = 'underlying' | 'break_down' | 'explain'

type Props = { tileUuid: string; data: TileResults; clicked: ClickedValue; onDrill: (to: DrillTo) => void; onClose: () => void }

/** What one can do with a value on a tile: filter the others by what it is of, see what is behind it, copy it. */
export function DrillMenu({ tileUuid, data, clicked: { row, fieldId, x, y }, onDrill, onClose }: Props) {
  const { t } = useTranslation()
  const { projectUuid } = useDashboard()
  const viewer = useViewer()
  const mayExplore = useMay(projectUuid, 'explore.run')
  const { items, textOf } = useValueText(data, row)
  const item = items[fieldId]
  const isMetric = data.metricQuery.metrics.includes(fieldId)
  const dimensions = viewer === null ? [] : dimensionsOfRow(data, row, tileUuid)
  const text = textOf(fieldId)
  const copy = async (): Promise<void> => {
    if (await copyText(row[fieldId]?.value.raw === null ? '' : text)) toastDone(t('grid.valueCopied'))
  }
  return (
    <Menu opened onChange={onClose} position="bottom-start" width={260} trapFocus returnFocus={false}>
      <Menu.Target>
        {/* Where the menu hangs; by its role it may say that it is open. */}
        <div role="button" tabIndex={-1} aria-label={text} style={{ position: 'fixed', left: x, top: y, width: 1, height: 1 }} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text span size="xs" truncate display="block">
            {item === undefined ? fieldId : getItemLabel(item)}: {text}
          </Text>
        </Menu.Label>
        {dimensions.map((value) => (
          <Menu.Item key={value.fieldId} leftSection={<IconFilter size={15} />} onClick={() => viewer?.click([value], { add: false, isExcluded: false })}>
            {t('dashboard.drill.filterTo', { value: textOf(value.fieldId) })}
          </Menu.Item>
        ))}
        {dimensions.map((value) => (
          <Menu.Item key={value.fieldId} leftSection={<IconFilterOff size={15} />} onClick={() => viewer?.click([value], { add: false, isExcluded: true })}>
            {t('dashboard.drill.exclude', { value: textOf(value.fieldId) })}
          </Menu.Item>
        ))}
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
        <Menu.Item leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
          {t('grid.copyValue')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
