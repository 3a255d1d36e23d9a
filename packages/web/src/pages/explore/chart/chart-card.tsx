import { ActionIcon, Group, Menu, SegmentedControl, Skeleton, Text, Tooltip } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconChartBar } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChartView } from '../../../charts/chart-view.tsx'
import type { ClickedValue } from '../../../charts/clicked-value.ts'
import { useTableTotals } from '../../../charts/use-table-totals.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useShortcut } from '../../../components/use-shortcut.ts'
import { documentOf } from '../../../explore/explore-document.ts'
import { CollapsibleCard } from '../collapsible-card.tsx'
import { useExplore } from '../explore-context.ts'
import { CellMenu } from '../results/cell-menu.tsx'

/** The chart of the results. */
export function ChartCard({ open, onToggle, onConfigure }: { open: boolean; onToggle: () => void; onConfigure: () => void }) {
  const { t } = useTranslation()
  const { projectUuid, state, items, query, results, maxRows } = useExplore()
  const [menu, setMenu] = useState<ClickedValue | null>(null)
  const [asTable, setAsTable] = useState(false)
  const { data, isOutdated, isRunning } = results
  useShortcut('t', () => setAsTable(!asTable), open)
  const document = useMemo(() => {
    // Old results are drawn with the query they belong to.
    const metricQuery = isOutdated && data !== undefined ? { ...query, ...data.metricQuery } : query
    return documentOf({ ...state, metricQuery }, { ...items, ...data?.fields })
  }, [state, items, query, data, isOutdated])
  const totals = useTableTotals({ kind: 'query', projectUuid, maxRows, notBefore: data?.receipt?.dataAsOf }, document, data)
  const onValue = (clicked: ClickedValue): void => {
    if (!isOutdated) setMenu(clicked)
  }
  return (
    <CollapsibleCard
      name="chart"
      title={t('chart.title')}
      open={open}
      onToggle={onToggle}
      actions={
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={t('chart.view')}
            value={asTable ? 'table' : 'chart'}
            onChange={(value) => setAsTable(value === 'table')}
            data={[
              { value: 'chart', label: t('chart.asChart') },
              { value: 'table', label: t('chart.asTable') },
            ]}
          />
          <Tooltip label={`${t('explore.configure')} · ]`}>
            <ActionIcon onClick={onConfigure} aria-label={t('explore.configure')}>
              <IconAdjustmentsHorizontal size={17} />
            </ActionIcon>
          </Tooltip>
        </Group>
      }
    >
      {data === undefined ? (
        isRunning ? (
          <Skeleton height={300} m="sm" w="auto" aria-busy />
        ) : (
          <EmptyState icon={IconChartBar} text={t('chart.empty')} compact />
        )
      ) : (
        <div style={{ opacity: isOutdated ? 0.55 : 1, padding: 8 }}>
          {isOutdated && (
            <Text size="xs" c="dimmed" ta="end">
              {t('results.outdated')}
            </Text>
          )}
          <ChartView document={document} result={data} height={320} asTable={asTable} totals={totals} onValue={onValue} />
        </div>
      )}
      {menu !== null && (
        <Menu opened onChange={() => setMenu(null)} position="bottom-start">
          <Menu.Target>
            <div style={{ position: 'fixed', left: menu.x, top: menu.y, width: 1, height: 1 }} />
          </Menu.Target>
          <Menu.Dropdown>
            <CellMenu row={menu.row} fieldId={menu.fieldId} />
          </Menu.Dropdown>
        </Menu>
      )}
    </CollapsibleCard>
  )
}
