import { ActionIcon, Group, ScrollArea, Tabs, Title } from '@mantine/core'
import type { CartesianConfig, ChartConfig } from '@atrium/documents'
import { IconX } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { documentOf } from '../../../explore/explore-document.ts'
import { cartesianOf } from '../../../explore/chart-kinds.ts'
import { useExplore } from '../explore-context.ts'
import { AxesTab } from './axes-tab.tsx'
import { BigNumberOptions } from './big-number-options.tsx'
import { DisplayTab } from './display-tab.tsx'
import { FunnelOptions } from './funnel-options.tsx'
import { KindGallery } from './kind-gallery.tsx'
import { LayoutTab } from './layout-tab.tsx'
import { PieOptions } from './pie-options.tsx'
import { SeriesTab } from './series-tab.tsx'
import { TableOptions } from './table-options.tsx'

/** Right side: which chart, and how it looks. */
export function ConfigPanel({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { state, query, items, edit } = useExplore()
  const chart = useMemo(() => documentOf({ ...state, metricQuery: query }, items).chartConfig, [state, query, items])
  const setChart = (chartConfig: ChartConfig): void => edit({ type: 'set-chart', chartConfig })
  return (
    <aside aria-label={t('explore.configure')} style={{ display: 'flex', flexDirection: 'column', height: '100%', minHeight: 0 }}>
      <Group justify="space-between" px="sm" py={6} style={{ borderBlockEnd: '1px solid var(--atrium-line)' }}>
        <Title order={2} size="h6">
          {t('explore.configure')}
        </Title>
        <ActionIcon onClick={onClose} aria-label={t('config.close')}>
          <IconX size={16} />
        </ActionIcon>
      </Group>
      <ScrollArea style={{ flex: 1 }} type="auto" viewportProps={{ tabIndex: -1 }}>
        <KindGallery
          chart={chart}
          isAutomatic={state.chartConfig === null}
          onChange={setChart}
          onAutomatic={() => edit({ type: 'set-chart', chartConfig: null })}
        />
        <Options chart={chart} onChange={setChart} />
      </ScrollArea>
    </aside>
  )
}

function Options({ chart, onChange }: { chart: ChartConfig; onChange: (chart: ChartConfig) => void }) {
  const { query, items } = useExplore()
  switch (chart.type) {
    case 'cartesian':
      return <CartesianOptions config={cartesianOf({ chart, query, items })} onChange={(config) => onChange({ ...chart, config })} />
    case 'pie':
      return <PieOptions config={chart.config ?? {}} onChange={(config) => onChange({ ...chart, config })} />
    case 'funnel':
      return <FunnelOptions config={chart.config ?? {}} onChange={(config) => onChange({ ...chart, config })} />
    case 'big_number':
      return <BigNumberOptions config={chart.config ?? {}} onChange={(config) => onChange({ ...chart, config })} />
    case 'table':
      return <TableOptions config={chart.config ?? {}} onChange={(config) => onChange({ ...chart, config })} />
    case 'custom':
      return null
  }
}

function CartesianOptions({ config, onChange }: { config: CartesianConfig; onChange: (config: CartesianConfig) => void }) {
  const { t } = useTranslation()
  return (
    <Tabs defaultValue="layout" keepMounted={false}>
      <Tabs.List grow>
        {(['layout', 'series', 'axes', 'display'] as const).map((tab) => (
          <Tabs.Tab key={tab} value={tab} px={6}>
            {t(`config.tabs.${tab}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="layout">
        <LayoutTab config={config} onChange={onChange} />
      </Tabs.Panel>
      <Tabs.Panel value="series">
        <SeriesTab config={config} onChange={onChange} />
      </Tabs.Panel>
      <Tabs.Panel value="axes">
        <AxesTab config={config} onChange={onChange} />
      </Tabs.Panel>
      <Tabs.Panel value="display">
        <DisplayTab config={config} onChange={onChange} />
      </Tabs.Panel>
    </Tabs>
  )
}
